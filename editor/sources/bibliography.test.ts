import { addChapter, bibliographyMap, type CslItem, writeChapterDraft } from '@charrette/guides'
import { cite, p, doc as text } from '@charrette/guides/testing'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { addSources, placesOf } from './bibliography.ts'

const book = (id: string, title: string): CslItem => ({ id, type: 'book', title })

test('sources get keys of their own, and none comes twice', () => {
  const doc = new Y.Doc()
  expect(addSources(doc, [book('doe', 'A'), book('doe', 'B'), book('roe', 'A')])).toEqual({
    added: [book('doe', 'A'), book('doe-2', 'B')],
    known: 1,
  })
  expect([...bibliographyMap(doc).keys()]).toEqual(['doe', 'doe-2'])
})

test('where a source is cited is known', () => {
  const doc = new Y.Doc()
  const id = addChapter(doc, { title: 'Why' })
  writeChapterDraft(doc, id, text(p('x ', cite('doe'), ' y ', cite('doe'))))
  expect(placesOf(doc, 'doe')).toEqual([{ title: 'Why', times: 2 }])
  expect(placesOf(doc, 'roe')).toEqual([])
})
