import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { frontMatterSchema, type Guide } from './guide.ts'
import {
  addChapter,
  chapterContent,
  chapterFragment,
  chaptersMap,
  deleteChapter,
  guideFromDoc,
  moveChapter,
  outline,
  restoreChapter,
  writeGuideToDoc,
} from './guide-doc.ts'
import { anyChapter } from './testing/arbitraries.ts'

const paragraph = (text: string) => ({
  type: 'paragraph',
  content: [{ type: 'text', text }],
})

const guide: Guide = {
  frontMatter: frontMatterSchema.parse({ title: 'A guide', slug: 'a-guide' }),
  chapters: ['one', 'two', 'three'].map((id) => ({
    id,
    title: `Chapter ${id}`,
    lang: null,
    content: { type: 'doc', content: [paragraph(`Text of ${id}.`)] },
  })),
  bibliography: [{ id: 'fcc', type: 'report', title: 'A report' }],
  pictures: {},
}

function docOf(source: Guide): Y.Doc {
  const doc = new Y.Doc()
  writeGuideToDoc(source, doc)
  return doc
}

test('a guide comes back from its Y.Doc as it went in', () => {
  expect(guideFromDoc(docOf(guide))).toEqual(guide)
})

test('any text in normal form comes back from its Y.Doc as it went in', () => {
  fc.assert(
    fc.property(anyChapter, (chapter) => {
      const written = { ...guide, chapters: [{ ...chapter, id: 'a' }] }
      expect(guideFromDoc(docOf(written))).toEqual(written)
    }),
  )
})

test('two authors who move the same chapter at once do not double it', () => {
  const a = docOf(guide)
  const b = new Y.Doc()
  Y.applyUpdate(b, Y.encodeStateAsUpdate(a))
  moveChapter(a, 'three', 0)
  moveChapter(b, 'three', 1)
  Y.applyUpdate(b, Y.encodeStateAsUpdate(a))
  Y.applyUpdate(a, Y.encodeStateAsUpdate(b))
  expect(outline(a).map((entry) => entry.id)).toHaveLength(3)
  expect(outline(a)).toEqual(outline(b))
})

test('a word that one author made code and another bold at once is read as code', () => {
  const a = docOf(guide)
  const b = new Y.Doc()
  Y.applyUpdate(b, Y.encodeStateAsUpdate(a))
  firstText(a).format(0, 4, { code: {} })
  firstText(b).format(0, 4, { strong: {} })
  Y.applyUpdate(a, Y.encodeStateAsUpdate(b))
  expect(chapterContent(a, 'one').content?.[0]?.content?.[0]).toEqual({
    type: 'text',
    marks: [{ type: 'code' }],
    text: 'Text',
  })
})

test('a merged text that breaks the schema is read as an editor mends it, and left as it is', () => {
  const doc = docOf(guide)
  const list = new Y.XmlElement('bulletList')
  chapterFragment(doc, 'one').insert(0, [list])
  const before = Y.encodeStateAsUpdate(doc)
  expect(chapterContent(doc, 'one').content).toEqual([paragraph('Text of one.')])
  expect(Y.encodeStateAsUpdate(doc)).toEqual(before)
})

function firstText(doc: Y.Doc): Y.XmlText {
  const block = chapterFragment(doc, 'one').get(0)
  const text = block instanceof Y.XmlElement ? block.get(0) : null
  if (!(text instanceof Y.XmlText)) throw new Error('no text')
  return text
}

test('a deleted chapter comes back with its text', () => {
  const doc = docOf(guide)
  deleteChapter(doc, 'two', new Date(0))
  expect(outline(doc).map((entry) => entry.id)).toEqual(['one', 'three'])
  restoreChapter(doc, 'two')
  expect(guideFromDoc(doc)).toEqual(guide)
})

test('a chapter is added after one whose place has not come yet', () => {
  const doc = docOf(guide)
  chaptersMap(doc).get('one')?.delete('position')
  const id = addChapter(doc, { title: 'New', after: 'one' })
  expect(outline(doc)[1]?.id).toBe(id)
})

test('a chapter is added where it was asked for', () => {
  const doc = docOf(guide)
  const id = addChapter(doc, { title: 'New', after: 'one' })
  expect(outline(doc).map((entry) => entry.id)).toEqual(['one', id, 'two', 'three'])
  expect(guideFromDoc(doc).chapters[1]?.content).toEqual({
    type: 'doc',
    content: [{ type: 'paragraph' }],
  })
})
