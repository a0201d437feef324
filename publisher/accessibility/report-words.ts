import type { PassedCheck } from './passed-check.ts'

/** The words of an accessibility report. */
export interface ReportWords {
  title: string
  intro: string
  checked: string
  by: string
  result: string
  what: Record<PassedCheck['kind'], string>
  noFault: string
  counts: (errors: number, warnings: number) => string
  lowest: (ratio: string) => string
  noDifference: (formats: string) => string
  ownChecks: string
  limits: string
  certified: (name: string) => string
  notCertified: string
}

const en: ReportWords = {
  title: 'Accessibility report',
  intro:
    'These checks ran while this edition was made. A fault of the PDF or of the EPUB, or a difference between the formats, would have kept it from being published.',
  checked: 'What was checked',
  by: 'By',
  result: 'Result',
  what: {
    text: 'The text: order of headings, alternative texts, header cells and captions of tables, texts of links, languages, references',
    colours:
      'Contrast of text on its ground on screens, light and dark, and on paper (WCAG 2.2, 1.4.3)',
    pdf: 'PDF: PDF/UA-1 (ISO 14289-1), by the conditions of the Matterhorn Protocol 1.1 that a machine can find',
    verapdf: 'PDF: PDF/UA-1 (ISO 14289-1)',
    epub: 'EPUB: EPUB 3.3',
    parity:
      'All formats: text, headings, alternative texts, tables, notes, citations, links and amounts are those of the release',
  },
  noFault: 'No fault',
  counts: (errors, warnings) =>
    `${errors === 0 ? 'No errors' : `Errors: ${errors}`}, ${warnings === 0 ? 'no warnings' : `warnings: ${warnings}`}`,
  lowest: (ratio) => `The lowest is ${ratio} to 1; AA asks for 4.5 to 1`,
  noDifference: (formats) => `No difference (${formats})`,
  ownChecks: 'Charrette',
  limits:
    'No program can tell whether an alternative text says what matters, or whether a sentence is plain. That is for people to judge.',
  certified: (name) =>
    `${name} has judged that the text conforms to EPUB Accessibility 1.1 at WCAG 2.2 Level AA.`,
  notCertified: 'Nobody has been named who has judged this edition as a whole.',
}

const es: ReportWords = {
  title: 'Informe de accesibilidad',
  intro:
    'Estas comprobaciones se hicieron mientras se preparaba esta edición. Un fallo del PDF o del EPUB, o una diferencia entre los formatos, habría impedido publicarla.',
  checked: 'Qué se comprobó',
  by: 'Con',
  result: 'Resultado',
  what: {
    text: 'El texto: orden de los títulos, textos alternativos, celdas de encabezado y títulos de las tablas, textos de los enlaces, idiomas, referencias',
    colours:
      'Contraste del texto con su fondo en pantalla, clara y oscura, y en papel (WCAG 2.2, 1.4.3)',
    pdf: 'PDF: PDF/UA-1 (ISO 14289-1), según las condiciones del Protocolo Matterhorn 1.1 que una máquina puede encontrar',
    verapdf: 'PDF: PDF/UA-1 (ISO 14289-1)',
    epub: 'EPUB: EPUB 3.3',
    parity:
      'Todos los formatos: texto, títulos, textos alternativos, tablas, notas, citas, enlaces y cantidades son los de la versión',
  },
  noFault: 'Ningún fallo',
  counts: (errors, warnings) =>
    `${errors === 0 ? 'Ningún error' : `Errores: ${errors}`}, ${warnings === 0 ? 'ningún aviso' : `avisos: ${warnings}`}`,
  lowest: (ratio) => `El más bajo es de ${ratio} a 1; AA pide 4,5 a 1`,
  noDifference: (formats) => `Ninguna diferencia (${formats})`,
  ownChecks: 'Charrette',
  limits:
    'Ningún programa puede decir si un texto alternativo dice lo que importa ni si una frase es clara. Eso lo juzgan las personas.',
  certified: (name) =>
    `${name} ha juzgado que el texto cumple EPUB Accessibility 1.1 en el nivel AA de WCAG 2.2.`,
  notCertified: 'No se ha nombrado a nadie que haya juzgado esta edición en su conjunto.',
}

/** The words for a language tag; English where we have none. */
export const reportWordsFor = (lang: string): ReportWords => (lang.split('-')[0] === 'es' ? es : en)
