import {
  addThread,
  anchorAt,
  chapterDraft,
  patternOf,
  replaceInGuide,
  type Writer,
  writeGuideToDoc,
} from '@charrette/guides'
import { chapter, guide, h2, li, p, table, td, th, tr, ul } from '@charrette/guides/testing'
import * as Y from 'yjs'
import { randomFrom } from '../sync/random.ts'

/** What the bench's guide has, about: 300 pages. */
export const large = { chapters: 26, words: 100_000, comments: 300, suggestions: 500 }

const vocabulary =
  'city council housing resident street program budget review transit permit climate neighborhood office report water energy public plan grant policy service community resilience zoning school park access building staff data partner contract equity measure outcome district shelter tenant owner rebate fleet tree canopy flood heat emission carbon target baseline annual quarterly adopt fund evaluate publish consult translate maintain repair inspect deliver support require encourage'.split(
    ' ',
  )
/** Stands in the text as often as there are suggestions, each to write it another way. */
const MARKED = 'catchment'

/** A guide of its own, the same each time but for the ids of its comments and suggestions. */
export function largeGuide(slug: string, by: Writer): Y.Doc {
  const draw = randomFrom(7)
  const pick = (count: number) => Math.floor(draw() * count)
  const sentence = () =>
    `${Array.from({ length: 9 + pick(12) }, () => vocabulary[pick(vocabulary.length)]).join(' ')}.`
  const sentences = (count: number) => Array.from({ length: count }, sentence).join(' ')
  const eachWords = large.words / large.chapters
  let marked = 0
  const chapters = Array.from({ length: large.chapters }, (_, index) => {
    const blocks = []
    let words = 0
    const wanted = Math.round(((index + 1) * large.suggestions) / large.chapters)
    while (words < eachWords) {
      const part = [
        h2(sentence()),
        p(sentences(5)),
        p(sentences(6)),
        ul(li(sentence()), li(sentence())),
      ]
      if (blocks.length % 20 === 0)
        part.push(
          table({ caption: sentence() }, tr(th('Year'), th('Sum')), tr(td('2014'), td('12'))),
        )
      // Two of each part's paragraphs hold the word once; what is left over goes into the last.
      for (let i = 0; i < 2 && marked < wanted; i++, marked++)
        part.push(p(`${sentence()} The ${MARKED} of it. ${sentences(3)}`))
      words += JSON.stringify(part).match(/[a-z]{2,} /g)?.length ?? 0
      blocks.push(...part)
    }
    while (marked < wanted) {
      marked++
      blocks.push(p(`The ${MARKED} too. ${sentence()}`))
    }
    return chapter({ id: `c${index + 1}`, title: `Chapter ${index + 1}` }, ...blocks)
  })
  const doc = new Y.Doc()
  writeGuideToDoc(guide({ slug, title: 'Three hundred pages' }, ...chapters), doc)
  doc.transact(() => suggestEverywhere(doc, by))
  doc.transact(() => commentEverywhere(doc, by, pick))
  return doc
}

function suggestEverywhere(doc: Y.Doc, by: Writer): void {
  const pattern = patternOf({ words: MARKED, matchCase: false, wholeWords: true })
  if (!pattern) throw new RangeError('no pattern')
  const now = new Date('2026-11-01T09:00:00Z')
  const { places } = replaceInGuide(doc, { pattern, words: 'watershed', suggester: by, now })
  if (places !== large.suggestions)
    throw new RangeError(`${places} suggestions instead of ${large.suggestions}`)
}

function commentEverywhere(doc: Y.Doc, by: Writer, pick: (count: number) => number): void {
  for (let index = 0; index < large.comments; index++) {
    const chapterId = `c${(index % large.chapters) + 1}`
    const from = 10 + pick(chapterDraft(doc, chapterId).content.size - 200)
    const anchor = anchorAt(doc, chapterId, { from, to: from + 20 })
    if (!anchor) throw new RangeError(`No place for a comment in ${chapterId}`)
    const now = new Date(Date.UTC(2026, 10, 1, 9, 0, index))
    addThread(doc, { by, anchor, body: `Is that so? ${index}`, mentions: [], now })
  }
}
