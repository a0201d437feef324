import type { Chapter, NodeJson } from '../guide.ts'
import { chapterWordCount, typedText } from '../plain-text.ts'
import {
  baseLanguage,
  type Readability,
  readability,
  type SentenceFigures,
  sentenceFigures,
} from './readability.ts'

/** Words that adults read in a minute. */
export const WORDS_A_MINUTE = 230

/** What a chapter's figures, and those of a whole guide, are made from. */
export interface ChapterFigures extends SentenceFigures {
  lang: string
  /** All words, as they are counted for readers; `words` are those of the sentences that were measured. */
  wordCount: number
}

export interface ReadingFigures {
  words: number
  minutes: number
  /** Null where the text is too short, or its language has no measure. */
  readability: Readability | null
}

/**
 * @param lang the guide's language, which a chapter without one of its own is in.
 */
export function chapterFigures(chapter: Chapter, lang: string): ChapterFigures {
  const own = chapter.lang ?? lang
  return {
    lang: own,
    wordCount: chapterWordCount(chapter),
    ...sentenceFigures(paragraphsIn(chapter.content, baseLanguage(own)), own),
  }
}

/** Of one chapter, or of several together; those in other languages are read, and not measured. */
export function readingFigures(chapters: readonly ChapterFigures[], lang: string): ReadingFigures {
  const sum = (name: 'wordCount' | keyof SentenceFigures, of = chapters) =>
    of.reduce((total, figures) => total + figures[name], 0)
  const measured = chapters.filter((one) => baseLanguage(one.lang) === baseLanguage(lang))
  const words = sum('wordCount')
  return {
    words,
    minutes: Math.ceil(words / WORDS_A_MINUTE),
    readability: readability(
      {
        sentences: sum('sentences', measured),
        words: sum('words', measured),
        syllables: sum('syllables', measured),
      },
      lang,
    ),
  }
}

/** What has no sentences, or none of the author's. */
const unmeasured = new Set(['heading', 'table', 'tableCaption', 'codeBlock', 'figure', 'footnote'])

function* paragraphsIn(node: NodeJson, base: string): Generator<string> {
  if (unmeasured.has(node.type)) return
  if (node.type === 'paragraph') yield wordsOf(node, base)
  else for (const child of node.content ?? []) yield* paragraphsIn(child, base)
}

/** A paragraph's words, without those in another language. */
const wordsOf = (paragraph: NodeJson, base: string): string =>
  (paragraph.content ?? [])
    .map((child) => {
      const lang = child.marks?.find(({ type }) => type === 'language')?.attrs?.lang
      return typeof lang === 'string' && baseLanguage(lang) !== base ? ' ' : typedText(child)
    })
    .join('')
