import { pluralsOf } from '../counting.ts'
import type { Messages } from '../en.ts'

const plural = pluralsOf('es')

export const guide: Messages['guide'] = {
  inReview: 'En revisión',
  sentBack: 'Devuelta: vea por qué',
  overdueSince: 'atrasado desde el',
  due: 'vence el',
  thisChapter: 'Este capítulo',
  theGuide: 'La guía',
  suggestedPlaces: (count) =>
    plural(count, 'Se sugirió en un lugar', `Se sugirió en ${count} lugares`),
  replacedPlaces: (count) =>
    plural(count, 'Se reemplazó en un lugar', `Se reemplazó en ${count} lugares`),
  opening: 'Abriendo la guía …',
  cannotOpen: 'La guía no se puede abrir',
  chapter: (title) => `Capítulo: ${title}`,
  chapterTitle: 'Título del capítulo',
  noChapter: 'Esta guía no tiene capítulos. Agregue uno a la izquierda.',
  signIn: 'Iniciar sesión',
  reload: 'Volver a cargar',
  history: 'Historial',
  notSubmitted: 'La guía no se envió.',
  submit: 'Enviar a revisión',
  frozen: 'Toda la guía se congela como está ahora, con cada uno de sus capítulos.',
  read: 'Un editor lee exactamente ese texto, y lo publica o lo devuelve con un motivo.',
  goOn: 'Usted puede seguir escribiendo: lo que venga después es para el próximo envío.',
  takesPlace: (number) =>
    `Toma el lugar de la candidata ${number}, sobre el que nadie ha decidido todavía.`,
  note: 'Una nota para quienes deciden (opcional)',
  notSaved: 'No todo está en el servidor todavía. Espere hasta que diga «Guardado».',
  doSubmit: 'Enviar',
  assign: (title) => `Asignar «${title}»`,
  assignLede: 'Se avisa a los autores de la ciudad que pase a ser responsable del capítulo.',
  fetchingCities: 'Buscando las ciudades …',
  leadCity: 'Ciudad responsable',
  noCity: 'Todavía sin ciudad',
  status: 'Estado',
  dueOn: 'Vence el (opcional)',
  figures: 'Extensión y lectura',
  words: 'Palabras',
  minutes: 'Minutos',
  reading: 'Lectura',
  counting: 'Contando …',
  chapterLanguage: 'Idioma de este capítulo',
  asTheGuide: (language) => `${language}, como la guía`,
  notMeasured: (language) =>
    `Para este idioma (${language}) no se mide aquí qué tan difícil es leer un texto.`,
  spanishMeasure: (words) =>
    `Según Flesch–Szigriszt en la escala INFLESZ, desde ${words} palabras. Procure «Normal» o más fácil.`,
  englishMeasure: (words) =>
    `Grado escolar según Flesch–Kincaid, desde ${words} palabras. Procure el grado 8 o menos.`,
  notBroughtIn:
    'No se puede llegar al servidor, así que no se incorporó nada. Revise su conexión e inténtelo de nuevo.',
  findAndReplace: 'Buscar y reemplazar',
  find: 'Buscar',
  findIn: 'Buscar en esta guía',
  previous: 'Anterior',
  previousKey: 'Anterior (Mayús+Intro)',
  next: 'Siguiente',
  nextKey: 'Siguiente (Intro)',
  closeKey: 'Cerrar (Esc)',
  matchCase: 'Distinguir mayúsculas',
  wholeWords: 'Palabras completas',
  nothingFound: 'No se encontró nada',
  place: (place, of) => `${place} de ${of}`,
  inChapters: (count) => ` en ${count} capítulos`,
  replaceWith: 'Reemplazar por',
  replace: 'Reemplazar',
  replaceAll: 'Reemplazar todo',
  youSuggest: 'Usted está sugiriendo: un reemplazo pasa a ser una sugerencia.',
  titleLeft: ' Un título no se puede cambiar con una sugerencia, y queda como está.',
  titlesLeft: (count) =>
    ` ${count} lugares en títulos quedan como están: los títulos no se pueden sugerir.`,
  nothingReplaced: 'No se reemplazó nada: el texto cambió entretanto.',
}
