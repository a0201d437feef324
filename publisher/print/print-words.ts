/** The words that only print needs, beside those of all editions (`hast/words.ts`). */
export interface PrintWords {
  cityExamples: string
  /** In front of a page's number, after a reference: "Table 3 on page 41". */
  onPage: string
  citedOn: string
  definedOn: string
  usedOn: string
  index: string
  cities: string
  terms: string
  /** Above the addresses of links that found no room beside the text. */
  addresses: string
}

const en: PrintWords = {
  cityExamples: 'City examples',
  onPage: 'on page',
  citedOn: 'Cited on page',
  definedOn: 'Defined on page',
  usedOn: 'Used on page',
  index: 'Index',
  cities: 'Cities',
  terms: 'Terms',
  addresses: 'Addresses of links',
}

const es: PrintWords = {
  cityExamples: 'Ejemplos de ciudades',
  onPage: 'en la página',
  citedOn: 'Citado en la página',
  definedOn: 'Definido en la página',
  usedOn: 'Usado en la página',
  index: 'Índice alfabético',
  cities: 'Ciudades',
  terms: 'Términos',
  addresses: 'Direcciones de los enlaces',
}

/** The words for a language tag; English where we have none. */
export const printWordsFor = (lang: string): PrintWords => (lang.split('-')[0] === 'es' ? es : en)
