import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { bringBackChapter, bringBackGuide } from './bring-back.ts'
import { findAnchor } from './comments/find-anchor.ts'
import { addThread } from './comments/threads.ts'
import type { Guide, NodeJson } from './guide.ts'
import {
  addChapter,
  chapterContent,
  chapterFragment,
  deleteChapter,
  frontMatterMap,
  guideFromDoc,
  moveChapter,
  picturesMap,
  renameChapter,
  writeGuideToDoc,
} from './guide-doc.ts'
import { countSuggestions } from './suggestions/open-suggestions.ts'
import { anyContent } from './testing/arbitraries.ts'
import { chapter, guide, h2, p } from './testing/builders.ts'

const now = new Date('2026-11-25T09:00:00Z')

function docOf(content: Guide): Y.Doc {
  const doc = new Y.Doc()
  writeGuideToDoc(content, doc)
  return doc
}

const paragraph = (doc: Y.Doc, index: number): Y.XmlElement => {
  const found = chapterFragment(doc, 'a').get(index)
  if (!(found instanceof Y.XmlElement)) throw new Error('no paragraph')
  return found
}
const words = (doc: Y.Doc, index: number): Y.XmlText => {
  const found = paragraph(doc, index).get(0)
  if (!(found instanceof Y.XmlText)) throw new Error('no text')
  return found
}

const before = guide(
  { title: 'Trees' },
  chapter('a', h2('Start'), p('One line.'), p('The city built a network.'), p('End.')),
  chapter('b', p('Second.')),
)

test('a whole guide comes back: words, blocks, order, titles, what was added and put away', () => {
  const doc = docOf(before)
  words(doc, 2).insert(4, 'rich ')
  chapterFragment(doc, 'a').delete(1, 1)
  renameChapter(doc, 'b', 'Other')
  moveChapter(doc, 'b', 0)
  const added = addChapter(doc, { title: 'New' })
  deleteChapter(doc, 'a', now)
  frontMatterMap(doc).set('title', 'Forests')
  picturesMap(doc).set('pictures/x.svg', {
    sha256: 'aa',
    mediaType: 'image/svg+xml',
    bytes: 1,
    width: 1,
    height: 1,
  })
  const later = guideFromDoc(doc)
  bringBackGuide(doc, before, now)
  expect(guideFromDoc(doc)).toEqual(before)
  // And the other way round: restoring is undone by restoring.
  bringBackGuide(doc, later, now)
  expect(guideFromDoc(doc)).toEqual(later)
  expect(later.chapters.map(({ id }) => id)).toEqual(['b', added])
})

test('whatever a chapter was and is, it comes back as it was', () => {
  fc.assert(
    fc.property(anyContent, anyContent, (was: NodeJson, is: NodeJson) => {
      const wanted = { id: 'a', title: 'A', lang: null, content: was }
      const doc = docOf({ ...before, chapters: [{ ...wanted, content: is }] })
      const plain = chapterContent(docOf({ ...before, chapters: [wanted] }), 'a')
      bringBackChapter(doc, { ...wanted, content: plain })
      expect(chapterContent(doc, 'a')).toEqual(plain)
    }),
    { numRuns: 40 },
  )
})

test('what did not change is not touched: a comment stays, and who types elsewhere loses nothing', () => {
  const doc = docOf(before)
  const text = words(doc, 2)
  const at = (index: number) =>
    JSON.stringify(Y.relativePositionToJSON(Y.createRelativePositionFromTypeIndex(text, index)))
  addThread(doc, {
    by: { accountId: 'ana', name: 'Ana', city: 'Riverbend' },
    anchor: { chapterId: 'a', kind: 'text', from: at(4), to: at(8), quote: 'city' },
    body: 'Which?',
    mentions: [],
    now,
  })
  text.insert(text.length, ' It paid.')
  chapterFragment(doc, 'a').insert(0, [new Y.XmlElement('paragraph')])
  const other = new Y.Doc()
  Y.applyUpdate(other, Y.encodeStateAsUpdate(doc))
  words(other, 4).insert(0, 'The ')
  bringBackChapter(doc, before.chapters[0] ?? chapter('a'))
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(other))
  const anchor = { chapterId: 'a', kind: 'text' as const, from: at(4), to: at(8), quote: 'city' }
  expect(findAnchor(doc, anchor).state).toBe('there')
  expect(chapterContent(doc, 'a').content?.map((block) => block.content?.[0]?.text)).toEqual([
    'Start',
    'One line.',
    'The city built a network.',
    'The End.',
  ])
})

test('open suggestions stay in blocks that do not change, and are no part of what comes back', () => {
  const doc = docOf(before)
  words(doc, 1).insert(3, ' red', { insertion: { id: 'ben1111' } })
  words(doc, 2).insert(0, 'Then: ')
  expect(countSuggestions(doc, 'a')).toBe(1)
  bringBackChapter(doc, before.chapters[0] ?? chapter('a'))
  expect(countSuggestions(doc, 'a')).toBe(1)
  expect(guideFromDoc(doc)).toEqual(before)
})

test('the text that stands already changes nothing', () => {
  const doc = docOf(before)
  const state = Y.encodeStateVector(doc)
  bringBackGuide(doc, before, now)
  expect(Y.encodeStateVector(doc)).toEqual(state)
})
