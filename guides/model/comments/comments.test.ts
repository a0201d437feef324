import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { contentHash } from '../content-hash.ts'
import { frontMatterSchema, type Guide } from '../guide.ts'
import {
  chapterFragment,
  deleteChapter,
  guideFromDoc,
  moveChapter,
  writeGuideToDoc,
} from '../guide-doc.ts'
import type { Anchor } from './comment.ts'
import { findAnchor } from './find-anchor.ts'
import { addReply, addThread, commentThreads, isResolved, resolveThread } from './threads.ts'

const now = new Date('2026-01-02T03:04:05Z')
const by = { accountId: 'ana', name: 'Ana', city: 'Riverbend' }
const guide: Guide = {
  frontMatter: frontMatterSchema.parse({ title: 'A guide', slug: 'a-guide' }),
  chapters: ['one', 'two'].map((id) => ({
    id,
    title: id,
    lang: null,
    content: {
      type: 'doc',
      content: [
        {
          type: 'paragraph',
          content: [{ type: 'text', text: `The words of chapter ${id} stand here.` }],
        },
      ],
    },
  })),
  bibliography: [],
  pictures: {},
}

function docs(): [Y.Doc, Y.Doc] {
  const a = new Y.Doc()
  writeGuideToDoc(guide, a)
  const b = new Y.Doc()
  Y.applyUpdate(b, Y.encodeStateAsUpdate(a))
  return [a, b]
}

function merge(a: Y.Doc, b: Y.Doc): void {
  Y.applyUpdate(b, Y.encodeStateAsUpdate(a))
  Y.applyUpdate(a, Y.encodeStateAsUpdate(b))
}

const textOf = (doc: Y.Doc, chapterId: string) =>
  (chapterFragment(doc, chapterId).get(0) as Y.XmlElement).get(0) as Y.XmlText

/** "words of chapter one". */
function anchorIn(doc: Y.Doc, chapterId = 'one'): Anchor {
  const text = textOf(doc, chapterId)
  const at = (index: number, assoc: number) =>
    JSON.stringify(
      Y.relativePositionToJSON(Y.createRelativePositionFromTypeIndex(text, index, assoc)),
    )
  return { chapterId, kind: 'text', from: at(4, 0), to: at(24, -1), quote: 'words of chapter one' }
}

test('comments never reach what a candidate freezes', async () => {
  const [doc] = docs()
  const before = await contentHash(guideFromDoc(doc))
  addThread(doc, { by, anchor: anchorIn(doc), body: 'Why?', mentions: [], now })
  expect(guideFromDoc(doc)).toEqual(guide)
  expect(await contentHash(guideFromDoc(doc))).toBe(before)
})

test('two who reply and settle at once end with both replies and one word on whether it is settled', () => {
  const [a, b] = docs()
  const id = addThread(a, { by, anchor: anchorIn(a), body: 'Why?', mentions: [], now })
  merge(a, b)
  addReply(a, id, { by, body: 'Because', mentions: [], now })
  addReply(b, id, { by: { ...by, accountId: 'ben' }, body: 'Indeed', mentions: [], now })
  resolveThread(b, id, { resolved: true, by, now })
  merge(a, b)
  expect(commentThreads(a)).toEqual(commentThreads(b))
  expect(commentThreads(a)[0]?.messages).toHaveLength(3)
  expect(commentThreads(a).map(isResolved)).toEqual([true])
  addReply(a, id, { by, body: 'But look', mentions: [], now })
  expect(commentThreads(a).map(isResolved)).toEqual([false])
})

test('an anchor stays with its words through edits, moves of its chapter and offline merges', () => {
  const [a, b] = docs()
  const anchor = anchorIn(a)
  textOf(b, 'one').insert(0, 'Offline, somebody wrote before it. ')
  textOf(b, 'one').delete(40, 2)
  moveChapter(a, 'one', 1)
  merge(a, b)
  for (const doc of [a, b])
    expect(findAnchor(doc, anchor)).toEqual({ state: 'there', chapterId: 'one' })
})

test('words that were cut and put into another chapter are found there', () => {
  const [a] = docs()
  const anchor = anchorIn(a)
  textOf(a, 'one').delete(4, 20)
  expect(findAnchor(a, anchor)).toEqual({ state: 'gone', chapterId: 'one' })
  textOf(a, 'two').insert(4, 'words of  chapter one and ')
  expect(findAnchor(a, anchor)).toEqual({ state: 'moved', chapterId: 'two' })
})

test('a comment on a deleted chapter is kept and stands nowhere', () => {
  const [a] = docs()
  const anchor = anchorIn(a)
  addThread(a, { by, anchor, body: 'Why?', mentions: [], now })
  deleteChapter(a, 'one', now)
  expect(findAnchor(a, anchor)).toEqual({ state: 'gone', chapterId: null })
  expect(commentThreads(a)[0]?.anchor.quote).toBe('words of chapter one')
})
