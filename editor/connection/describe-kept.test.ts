import {
  addChapter,
  chapterFragment,
  chaptersMap,
  commentsMap,
  deleteChapter,
  renameChapter,
} from '@charrette/guides'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { describeKept, keptAsText } from './describe-kept.ts'
import { addChanges, changesOf, type KeptChanges, noChanges } from './kept-changes.ts'

/** A guide that the server has, and account of what is written in it from now on. */
function guide(): { doc: Y.Doc; kept: KeptChanges; words: Y.XmlText; paragraph: Y.XmlElement } {
  const doc = new Y.Doc()
  addChapter(doc, { id: 'one', title: 'Paying for it' })
  const paragraph = chapterFragment(doc, 'one').get(0) as Y.XmlElement
  const words = new Y.XmlText('Plant oaks.')
  paragraph.insert(0, [words])
  const kept = noChanges()
  doc.on('afterTransaction', (transaction: Y.Transaction) =>
    addChanges(kept, changesOf(transaction, kept.added)),
  )
  return { doc, kept, words, paragraph }
}
const said = (doc: Y.Doc, kept: KeptChanges) =>
  describeKept(doc, kept).map(({ where, passage, removed }) => ({
    where,
    passage: passage.map(({ words, isNew }) => (isNew ? `{${words}}` : words)).join(''),
    removed,
  }))

test('letters typed one by one in one paragraph are one change, shown in their passage', () => {
  const { doc, kept, words } = guide()
  for (const [index, letter] of [...'ten '].entries()) words.insert(6 + index, letter)
  expect(said(doc, kept)).toEqual([
    { where: 'Chapter “Paying for it”', passage: 'Plant {ten }oaks.', removed: '' },
  ])
  expect(kept.added).toHaveLength(1)
})

test('words that were taken out are kept, though the document forgets them', () => {
  const { doc, kept, words } = guide()
  words.delete(0, 6)
  expect(said(doc, kept)).toEqual([
    { where: 'Chapter “Paying for it”', passage: 'oaks.', removed: 'Plant ' },
  ])
})

test('what came and went before it reached the server is no change', () => {
  const { doc, kept, words } = guide()
  words.insert(0, 'oops')
  words.delete(0, 4)
  expect(said(doc, kept)).toEqual([])
})

test('a paragraph added, one taken out, a title, a comment: each by its name', () => {
  const { doc, kept } = guide()
  const added = new Y.XmlElement('paragraph')
  added.insert(0, [new Y.XmlText('Water them.')])
  chapterFragment(doc, 'one').insert(1, [added])
  chapterFragment(doc, 'one').delete(0, 1)
  renameChapter(doc, 'one', 'Costs')
  const by = { accountId: 'a', name: 'Ana', city: 'Riverbend' }
  commentsMap(doc).set('abcdef', { by })
  commentsMap(doc).set('abcdef/ghijkl', { by, body: 'Who pays?' })
  expect(said(doc, kept)).toEqual([
    { where: 'Chapter “Costs”', passage: '{Water them.}', removed: '' },
    { where: 'Chapter “Costs”, its title or place', passage: '{Costs}', removed: '' },
    { where: 'A comment', passage: '{Who pays?}', removed: '' },
    { where: 'Chapter “Costs”', passage: '', removed: 'Plant oaks.' },
  ])
  const text = keptAsText('Trees', describeKept(doc, kept), new Date(2026, 10, 25, 14, 2))
  expect(text).toContain('# Trees: what has not reached the server')
  for (const words of ['Water them.', 'Who pays?', 'Taken out: Plant oaks.'])
    expect(text).toContain(words)
})

test('a chapter that is added or deleted', () => {
  const { doc, kept } = guide()
  const id = addChapter(doc, { title: 'Two' })
  expect(said(doc, kept).map(({ where }) => where)).toEqual([
    'Chapter “Two”, its title or place',
    'Chapter “Two”',
  ])
  deleteChapter(doc, 'one', new Date())
  expect(chaptersMap(doc).has(id)).toBe(true)
  expect(said(doc, kept)).toHaveLength(3)
})
