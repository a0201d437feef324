import { guideFromDoc, writeGuideToDoc } from '@charrette/guides'
import { callout, chapter, definition, guide, h2, p } from '@charrette/guides/testing'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { giveId, referenceTargets } from './reference-targets.ts'

function docOf(): Y.Doc {
  const doc = new Y.Doc()
  writeGuideToDoc(
    guide(
      { title: 'Access' },
      chapter('one', h2({ id: 'cost' }, 'Cost'), p('text')),
      chapter(
        'two',
        callout('note', '', p('in a note')),
        definition({ term: 'Fibre' }, p('glass')),
        h2('Cost'),
      ),
    ),
    doc,
  )
  return doc
}

test('everything can be referred to, also what has no id yet', () => {
  expect([...referenceTargets(docOf()).keys()]).toEqual([
    'one',
    'cost',
    'two',
    'term-fibre',
    'cost-2',
  ])
})

test('what is chosen gets its id, and nothing else changes', () => {
  const doc = docOf()
  const before = guideFromDoc(doc)
  giveId(doc, 'cost-2')
  const [, , named] = guideFromDoc(doc).chapters[1]?.content.content ?? []
  expect(named?.attrs?.id).toBe('cost-2')
  giveId(doc, 'cost')
  giveId(doc, 'one')
  giveId(doc, 'nowhere')
  const after = guideFromDoc(doc)
  expect(after.chapters[0]).toEqual(before.chapters[0])
  expect(after.chapters[1]?.content.content?.slice(0, 2)).toEqual(
    before.chapters[1]?.content.content?.slice(0, 2),
  )
})

test('two who choose the same at once agree', () => {
  const [ana, ben] = [docOf(), new Y.Doc()]
  Y.applyUpdate(ben, Y.encodeStateAsUpdate(ana))
  giveId(ana, 'term-fibre')
  giveId(ben, 'term-fibre')
  Y.applyUpdate(ben, Y.encodeStateAsUpdate(ana))
  Y.applyUpdate(ana, Y.encodeStateAsUpdate(ben))
  expect(guideFromDoc(ana)).toEqual(guideFromDoc(ben))
  expect(referenceTargets(ana).get('term-fibre')?.text).toBe('Fibre')
})
