/** The words that editions add to an author's text, in the guide's language. */
export interface Words {
  chapter: string
  contents: string
  summary: string
  notes: string
  noteBack: string
  note: string
  tip: string
  warning: string
  keyTakeaways: string
  cityExample: string
  population: string
  since: string
  contact: string
  source: string
  action: string
  outcome: string
  definition: string
  done: string
  toDo: string
  bibliography: string
  glossary: string
  citedIn: string
  definedIn: string
  usedIn: string
  previous: string
  next: string
  skipToText: string
  linkTo: string
  guide: string
  cover: string
  chapters: string
  page: string
  wholeGuide: string
  /** Of some chapters alone, by their numbers: "2, 5" of so many. */
  partOfGuide(numbers: string, count: number): string
  accessibility: string
  whatWasChecked: string
  pages: string
  figures: string
  tables: string
  cities: string
  /** Over names with their shares of the words. */
  credits: string
  /** Who wrote, and who contributed: lists of names; the second may be empty. */
  byline(wrote: string, contributed: string): string
  citiesOnMap: string
  mapOfCities: string
  citiesInExamples: string
  authors: string
  topics: string
  howToCite: string
  licence: string
  release: string
  contentHash: string
  released: string
  approvals: string
  changes: string
  downloads: string
  onThisPage: string
  backToText: string
  scrollableTable: string
  missingPicture: string
  startReading: string
  aboutRelease: string
  errata: string
  correctedIn: string
  minutes: string
  landmarks: string
}

const en: Words = {
  chapter: 'Chapter',
  contents: 'Contents',
  summary: 'Summary',
  notes: 'Notes',
  noteBack: 'Back to the text',
  note: 'Note',
  tip: 'Tip',
  warning: 'Warning',
  keyTakeaways: 'Key takeaways',
  cityExample: 'City example',
  population: 'Population',
  since: 'Since',
  contact: 'Contact',
  source: 'Source',
  action: 'What the city did',
  outcome: 'What came of it',
  definition: 'Definition',
  done: 'Done',
  toDo: 'To do',
  bibliography: 'Bibliography',
  glossary: 'Glossary',
  citedIn: 'Cited in',
  definedIn: 'Defined in',
  usedIn: 'Used in',
  previous: 'Previous',
  next: 'Next',
  skipToText: 'Skip to the text',
  linkTo: 'Link to',
  guide: 'Guide',
  cover: 'Cover',
  chapters: 'Chapters',
  page: 'Page',
  wholeGuide: 'The whole guide on one page',
  partOfGuide: (numbers, count) => `Chapters ${numbers} of ${count}`,
  accessibility: 'Accessibility',
  whatWasChecked: 'What was checked, and how',
  pages: 'Pages',
  figures: 'Figures',
  tables: 'Tables',
  cities: 'Written by cities',
  credits: 'Written by (share of the words)',
  byline: (wrote, contributed) =>
    contributed ? `By ${wrote}, with contributions by ${contributed}` : `By ${wrote}`,
  citiesOnMap: 'Its cities',
  mapOfCities: 'Map of the United States with these cities, which are listed below',
  citiesInExamples: 'In its city examples',
  authors: 'Authors',
  topics: 'Topics',
  howToCite: 'How to cite',
  licence: 'License',
  release: 'Release',
  contentHash: 'Content hash',
  released: 'Released',
  approvals: 'Approved by',
  changes: 'What changed',
  downloads: 'Download',
  onThisPage: 'In this chapter',
  backToText: 'Back to the text',
  scrollableTable: 'Table, scrolls sideways',
  missingPicture: 'This picture is missing:',
  startReading: 'Start reading',
  aboutRelease: 'About this release',
  errata: 'Corrections',
  correctedIn: 'Corrected in release',
  minutes: 'min',
  landmarks: 'Landmarks',
}

const es: Words = {
  chapter: 'Capítulo',
  contents: 'Índice',
  summary: 'Resumen',
  notes: 'Notas',
  noteBack: 'Volver al texto',
  note: 'Nota',
  tip: 'Consejo',
  warning: 'Atención',
  keyTakeaways: 'Ideas principales',
  cityExample: 'Ejemplo de una ciudad',
  population: 'Población',
  since: 'Desde',
  contact: 'Contacto',
  source: 'Fuente',
  action: 'Qué hizo la ciudad',
  outcome: 'Qué resultó',
  definition: 'Definición',
  done: 'Hecho',
  toDo: 'Por hacer',
  bibliography: 'Bibliografía',
  glossary: 'Glosario',
  citedIn: 'Citado en',
  definedIn: 'Definido en',
  usedIn: 'Usado en',
  previous: 'Anterior',
  next: 'Siguiente',
  skipToText: 'Ir al texto',
  linkTo: 'Enlace a',
  guide: 'Guía',
  cover: 'Cubierta',
  chapters: 'Capítulos',
  page: 'Página',
  wholeGuide: 'Toda la guía en una página',
  partOfGuide: (numbers, count) => `Capítulos ${numbers} de ${count}`,
  accessibility: 'Accesibilidad',
  whatWasChecked: 'Qué se comprobó y cómo',
  pages: 'Páginas',
  figures: 'Figuras',
  tables: 'Tablas',
  cities: 'Escrita por ciudades',
  credits: 'Escrita por (parte de las palabras)',
  byline: (wrote, contributed) =>
    contributed ? `Por ${wrote}, con aportaciones de ${contributed}` : `Por ${wrote}`,
  citiesOnMap: 'Sus ciudades',
  mapOfCities: 'Mapa de los Estados Unidos con estas ciudades, enumeradas debajo',
  citiesInExamples: 'En sus ejemplos de ciudades',
  authors: 'Autoría',
  topics: 'Temas',
  howToCite: 'Cómo citar',
  licence: 'Licencia',
  release: 'Versión',
  contentHash: 'Huella del contenido',
  released: 'Publicada',
  approvals: 'Aprobada por',
  changes: 'Qué cambió',
  downloads: 'Descargar',
  onThisPage: 'En este capítulo',
  backToText: 'Volver al texto',
  scrollableTable: 'Tabla, se desplaza hacia los lados',
  missingPicture: 'Falta esta imagen:',
  startReading: 'Empezar a leer',
  aboutRelease: 'Sobre esta versión',
  errata: 'Correcciones',
  correctedIn: 'Corregido en la versión',
  minutes: 'min',
  landmarks: 'Lugares',
}

/** The words for a language tag; English where we have none. */
export const wordsFor = (lang: string): Words => (lang.split('-')[0] === 'es' ? es : en)
