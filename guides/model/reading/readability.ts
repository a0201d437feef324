import { type CountSyllables, englishSyllables, spanishSyllables } from './syllables.ts'

/** How long and how heavy sentences are; of several texts, the sums. */
export interface SentenceFigures {
  sentences: number
  words: number
  syllables: number
}

/** How hard a text is to read, by a named measure of its language. */
export interface Readability {
  /** "Flesch–Kincaid". */
  measure: string
  value: number
  /** "Grade 9", or the measure's own words for the value. */
  words: string
  /** Whether public writing is commonly asked to be easier. */
  hard: boolean
}

interface Measure {
  name: string
  syllables: CountSyllables
  of(wordsASentence: number, syllablesAWord: number): Omit<Readability, 'measure'>
}

const measures: Record<string, Measure> = {
  en: {
    name: 'Flesch–Kincaid',
    syllables: englishSyllables,
    of(wordsASentence, syllablesAWord) {
      const value = 0.39 * wordsASentence + 11.8 * syllablesAWord - 15.59
      const grade = Math.max(1, Math.round(value))
      return { value, words: grade > 16 ? 'Beyond grade 16' : `Grade ${grade}`, hard: grade > 9 }
    },
  },
  es: {
    name: 'Flesch–Szigriszt, INFLESZ scale',
    syllables: spanishSyllables,
    of(wordsASentence, syllablesAWord) {
      const value = 206.835 - 62.3 * syllablesAWord - wordsASentence
      const words =
        value < 40
          ? 'Very hard'
          : value < 55
            ? 'Somewhat hard'
            : value < 65
              ? 'Normal'
              : value <= 80
                ? 'Fairly easy'
                : 'Very easy'
      return { value, words, hard: value < 55 }
    },
  },
}

const measureOf = (lang: string): Measure | undefined => measures[baseLanguage(lang)]

/** "es" of "es-US". */
export const baseLanguage = (lang: string): string => lang.toLowerCase().split('-')[0] ?? ''

/** Whether there is a measure for a language; for most there is none here. */
export const isMeasured = (lang: string): boolean => measureOf(lang) !== undefined

/** A measure of fewer words says more of chance than of the text. */
export const FEWEST_WORDS = 100

/** Null where the language has no measure, or the text is too short for one. */
export function readability(figures: SentenceFigures, lang: string): Readability | null {
  const measure = measureOf(lang)
  if (!measure || figures.words < FEWEST_WORDS || figures.sentences === 0) return null
  const { sentences, words, syllables } = figures
  return { measure: measure.name, ...measure.of(words / sentences, syllables / words) }
}

/** What ends with a full stop and no sentence does. */
const abbreviation =
  /(?:^|[\s(])(?:\p{Lu}|e\.g|i\.e|etc|vs|cf|ca|approx|al|no|nos|fig|figs|ch|sec|vol|ed|eds|p|pp|mr|mrs|ms|dr|prof|st|mt|ave|blvd|rd|jr|sr|inc|ltd|co|corp|dept|gov|sen|rep|u\.s|u\.s\.a|u\.k|d\.c|a\.m|p\.m|sra?|dra?|art|núm|pág|ej|ee\.uu|av)\.$/iu

/** A paragraph's sentences. The last needs no full stop. */
export function sentencesOf(paragraph: string): string[] {
  const sentences: string[] = []
  let sentence = ''
  for (const piece of paragraph.split(/(?<=[.!?…]["”’')\]]*)\s+(?=["“‘'(¿¡[]*[\p{Lu}\p{N}])/u)) {
    sentence = sentence ? `${sentence} ${piece}` : piece
    if (abbreviation.test(piece)) continue
    sentences.push(sentence)
    sentence = ''
  }
  if (sentence) sentences.push(sentence)
  return sentences.filter((one) => /\p{L}/u.test(one))
}

/** Figures of sentences in one language; numbers are no words here, as nobody agrees how they are said. */
export function sentenceFigures(paragraphs: Iterable<string>, lang: string): SentenceFigures {
  const count = measureOf(lang)?.syllables ?? (() => 1)
  const figures: SentenceFigures = { sentences: 0, words: 0, syllables: 0 }
  for (const paragraph of paragraphs)
    for (const sentence of sentencesOf(paragraph)) {
      figures.sentences++
      for (const [word] of sentence.matchAll(/\p{L}[\p{L}\p{M}’']*/gu)) {
        figures.words++
        figures.syllables += count(word)
      }
    }
  return figures
}
