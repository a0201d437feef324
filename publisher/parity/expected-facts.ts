import type { ChapterHast } from '../hast/chapter-to-hast.ts'
import type { GuideHast } from '../hast/guide-to-hast.ts'
import { type ChapterFacts, normalText } from './chapter-facts.ts'
import { factsOfMarkup, mentionsMark, pageMark } from './facts-of-markup.ts'
import { type ReadElement, readHast } from './read-markup.ts'

/** Of chapters that were read before. */
const chapterFacts = new WeakMap<ChapterHast, ChapterFacts>()

/**
 * What every edition has to say, from the shared hast: chapters, then glossary and bibliography. The
 * places where print says more are marked in the texts.
 */
export function expectedFacts({ chapters, words, ...hast }: GuideHast): ChapterFacts[] {
  const facts = (title: string, root: ReadElement | string, notes: ReadElement[]): ChapterFacts =>
    factsOfMarkup(normalText(title), [root, ...notes], true)
  return [
    ...chapters.map((chapter): ChapterFacts => {
      const known = chapterFacts.get(chapter)
      if (known) return known
      const { title, byline, hast: root, notes } = chapter
      const ofNotes = notes.map(({ id, hast: text }) => ({
        name: 'aside',
        attributes: { id, role: 'doc-footnote' },
        children: text.map(readHast),
      }))
      const made = { ...facts(title, readHast(root), ofNotes), byline: normalText(byline) }
      chapterFacts.set(chapter, made)
      return made
    }),
    ...(['glossary', 'bibliography'] as const)
      .filter((kind) => hast[kind].hast.children.length > 0)
      .map((kind) => facts(words[kind], readHast(hast[kind].hast), [])),
  ]
}

/** The facts without the marks of print. */
export const unmarked = (facts: ChapterFacts): ChapterFacts => ({
  ...facts,
  text: withoutMarks(facts.text),
  notes: facts.notes.map(withoutMarks),
})

const withoutMarks = (text: string): string =>
  text.replaceAll(pageMark, '').replaceAll(mentionsMark, '')
