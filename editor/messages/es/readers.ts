import { pluralsOf } from '../counting.ts'
import type { Messages } from '../en.ts'

const plural = pluralsOf('es')

export const readers: Messages['readers'] = {
  edition: (number) => `, edición ${number}. `,
  pagesReadCount: (count, number) => `${count} ${plural(number, 'página leída', 'páginas leídas')}`,
  asking: 'Preguntando qué dicen los lectores …',
  cannotShow: 'Lo que dicen los lectores no se puede mostrar',
  of: (guide) => `Lectores de ${guide}`,
  noneInDays: (title, days) => `${title}: ninguna vez en ${days} días`,
  inDays: (title, count, days, day, most) =>
    `${title}: ${count} en ${days} días, el máximo el ${day}: ${most}`,
  mostOn: (day, most) => `máximo el ${day}: ${most}`,
  feedback: 'Lo que escribieron los lectores',
  noFeedback:
    'Nadie ha escrito todavía. Cada capítulo de la edición web pregunta a sus lectores qué hizo su ciudad.',
  exampleFrom: 'Un ejemplo de ciudad de un lector',
  reader: 'Un lector',
  onItsWay: 'En camino al texto.',
  asSuggestion: 'Una sugerencia al final del capítulo.',
  asComment: 'Un comentario sobre el capítulo.',
  asGuideComment: 'Un comentario de la guía; el capítulo se borró.',
  reads: 'Con qué frecuencia se lee',
  readsLede:
    'Se cuenta sin cookies, direcciones ni nada que distinga a un lector de otro; no se cuentan los programas ni las páginas que un navegador trajo por adelantado. Los días son los de UTC.',
  pagesRead: 'Páginas leídas',
  filesTaken: 'Archivos descargados',
  dayByDay: 'Día por día, en números',
  day: 'Día',
  pages: 'Páginas',
  files: 'Archivos',
  editionNumber: (number) => `Edición ${number}`,
  wasUseful: '¿Fue útil?',
  chapter: 'Capítulo',
  yes: 'Sí',
  no: 'No',
}
