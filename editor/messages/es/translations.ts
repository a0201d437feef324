import type { Messages } from '../en.ts'

export const translations: Messages['translations'] = {
  nothingBegun: 'No se comenzó nada.',
  translate: 'Traducirla',
  lede: 'Una traducción es una guía propia. Comienza con el texto que se publica ahora, y desde entonces muestra qué capítulos cambiaron en la original.',
  into: '¿A qué idioma? Una etiqueta como es, vi o ar.',
  begin: 'Comenzar la traducción',
  heading: 'Traducción',
  of: 'De',
  progress: (release, done, of) =>
    `, edición ${release}: ${done} de ${of} capítulos están como su texto actual.`,
  source: 'Original',
  isTranslated: 'Ya está traducido',
  addHere: 'Agregarlo aquí',
  current: 'traducido.',
  untranslated: 'todavía sin traducir.',
  missing: 'nuevo en la original; aquí no está.',
  gone: 'ya no está en la original.',
  changedSince: (number) => `la original cambió desde la edición ${number}.`,
  changed: 'la original cambió desde entonces.',
}
