import { pluralsOf } from '../counting.ts'
import type { Messages } from '../en.ts'

const plural = pluralsOf('es')

export const suggestions: Messages['suggestions'] = {
  toBeRemoved: (whose) => `Se sugiere quitarlo: ${whose}`,
  toBeAdded: (whose) => `Se sugiere agregarlo: ${whose}`,
  toBeSet: (whose) => `Se sugiere otro formato: ${whose}`,
  and: ' y ',
  accepted: (count) =>
    plural(count, 'Se aceptó una sugerencia.', `Se aceptaron ${count} sugerencias.`),
  rejected: (count) =>
    plural(count, 'Se rechazó una sugerencia.', `Se rechazaron ${count} sugerencias.`),
  takenBack: (count) =>
    plural(count, 'Se retiró una sugerencia.', `Se retiraron ${count} sugerencias.`),
  acceptThese: (count) => plural(count, 'Aceptar esta', `Aceptar estas ${count}`),
  rejectThese: (count) => plural(count, 'Rechazar esta', `Rechazar estas ${count}`),
  accept: 'Aceptar',
  reject: 'Rechazar',
  takeBack: 'Retirar',
  rejectOne: (what) => `Rechazar: ${what}`,
  takeBackOne: (what) => `Retirar: ${what}`,
  unknown: 'alguien desconocido',
  unknownOne: 'Alguien desconocido',
  heading: 'Sugerencias',
  inChapter: (count) => `${count} en este capítulo`,
  which: 'Qué sugerencias',
  all: 'Todas en este capítulo',
  selected: 'En la selección',
  ofOne: (name) => `De ${name}`,
  none: 'Aquí no hay nada. Seleccione palabras que contengan sugerencias.',
  setting: 'su formato',
  of: (whose) => `Sugerencia de ${whose}`,
  show: 'Mostrarla en el texto',
  setDifferently: 'Otro formato',
  acceptOne: (what) => `Aceptar: ${what}`,
}
