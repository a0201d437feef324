import { pluralsOf } from '../counting.ts'
import type { Messages } from '../en.ts'

const plural = pluralsOf('es')

export const comments: Messages['comments'] = {
  picture: 'Imagen',
  table: 'Tabla',
  block: 'Bloque',
  filters: {
    chapter: 'Abiertos en este capítulo',
    open: 'Abiertos',
    mine: 'Míos',
    resolved: 'Resueltos',
  },
  resolvedBy: (who) => `Resuelto por ${who}`,
  reopenedBy: (who) => `Abierto de nuevo por ${who}`,
  edited: ' (editado)',
  toMention: (label) => `${label} – @ para mencionar a alguien`,
  people: 'Personas para mencionar',
  nobody: (asked) => `En esta guía nadie se llama «${asked}».`,
  heading: 'Comentarios',
  openCount: (count) => plural(count, `${count} abierto`, `${count} abiertos`),
  onSelection: 'Comentar la selección (Ctrl+Alt+M)',
  which: 'Qué comentarios',
  comment: 'Comentar',
  noChapter: 'Sin capítulo',
  noneResolved: 'Todavía no se ha resuelto nada.',
  noneHere: 'Aquí no hay nada. Seleccione palabras del texto para comentarlas.',
  of: (who, quote) => `Comentario de ${who} sobre «${quote}»`,
  textDeleted: 'Este texto se borró.',
  chapterDeleted: 'Su capítulo se borró.',
  textMoved: 'Este texto se movió.',
  reply: 'Responder',
  reopen: 'Volver a abrir',
  resolve: 'Resolver',
  edit: 'Editar mi comentario',
  delete: 'Borrar mi comentario',
}
