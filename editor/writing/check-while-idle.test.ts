import { checkGuide, guideFromDoc, writeGuideToDoc } from '@charrette/guides'
import { chapter, guide, h2, p } from '@charrette/guides/testing'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { checkWhileIdle } from './check-while-idle.ts'

const faulty = () => {
  const doc = new Y.Doc()
  writeGuideToDoc(guide({}, chapter('one', p('See '), h2()), chapter('two', h2(), p('End.'))), doc)
  return doc
}

test('the findings are those of a check of the whole guide, in its order', async () => {
  const doc = faulty()
  const all = checkGuide(guideFromDoc(doc))
  expect(all.length).toBeGreaterThan(1)
  expect(await checkWhileIdle(doc, () => false)).toEqual(all)
})

test('a check that was overtaken by a newer one says nothing', async () => {
  expect(await checkWhileIdle(faulty(), () => true)).toBeNull()
  let asked = 0
  expect(await checkWhileIdle(faulty(), () => ++asked > 3)).toBeNull()
})
