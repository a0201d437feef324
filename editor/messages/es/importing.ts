import { pluralsOf } from '../counting.ts'
import type { Messages } from '../en.ts'

const plural = pluralsOf('es')

export const importing: Messages['importing'] = {
  quoteIn: ' en ',
  counts: {
    chapters: (count) => `${count} ${plural(count, 'capítulo', 'capítulos')}`,
    pictures: (count) => `${count} ${plural(count, 'imagen', 'imágenes')}`,
    comments: (count) => `${count} ${plural(count, 'comentario', 'comentarios')}`,
    suggestions: (count) => `${count} ${plural(count, 'sugerencia', 'sugerencias')}`,
  },
  opening: 'Abriendo el informe …',
  noReport: 'No existe tal informe',
  reportOn: (file) => `Informe sobre ${file}`,
  broughtIn: 'Incorporado desde Word',
  back: 'De vuelta desde Word',
  byWhen: (file, by, when) => `${file}, por ${by}, ${when}`,
  openFirst: 'Abrir el primer capítulo nuevo',
  openChapter: 'Abrir el capítulo',
  commentsStand: (by) =>
    `Los comentarios están junto a sus palabras, a nombre de ${by}, con quien los escribió en Word.`,
  chapters: 'Capítulos',
  lookAt: 'Qué mirar',
  nothingLost: 'Nada: todo lo que había en el archivo se incorporó.',
  changesStand: (by) =>
    `Lo que se cambió en Word está en el capítulo como sugerencias de ${by}: acepte o rechace cada una, o todas a la vez.`,
  ofAuthors: (names) => ` de ${names}`,
  trackedStand: (authors, by) =>
    `Los cambios marcados${authors} están en el texto como sugerencias de ${by}: acepte o rechace cada una, o todas a la vez.`,
}
