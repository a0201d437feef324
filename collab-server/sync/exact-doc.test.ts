import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { exactDoc } from './exact-doc.ts'

/** Two authors who make the same words bold at the same moment: one of the two marks says nothing. */
function twiceBold(): Uint8Array[] {
  const updates: Uint8Array[] = []
  const authors = [1, 2].map((clientId) => {
    const doc = new Y.Doc()
    doc.clientID = clientId
    return doc
  })
  const [first, second] = authors
  first?.getText('text').insert(0, 'a bus lane')
  const start = first && Y.encodeStateAsUpdate(first)
  if (!start || !second) throw new Error('no authors')
  updates.push(start)
  Y.applyUpdate(second, start)
  for (const doc of authors) {
    doc.once('update', (update: Uint8Array) => updates.push(update))
    doc.getText('text').format(0, 5, { bold: true })
  }
  return updates
}

const deletionsOf = (doc: Y.Doc): number => Y.createDeleteSetFromStructStore(doc.store).clients.size

test('[K3] A document of the server holds what it is given, and deletes nothing by itself', () => {
  const tidied = new Y.Doc()
  const exact = exactDoc()
  // Yjs tidies up in a text that it knows for one.
  for (const doc of [tidied, exact]) doc.getText('text')
  for (const update of twiceBold()) {
    Y.applyUpdate(tidied, update)
    Y.applyUpdate(exact, update)
  }
  expect(deletionsOf(tidied)).toBeGreaterThan(0)
  expect(deletionsOf(exact)).toBe(0)
  expect(exact.getText('text').toDelta()).toEqual([
    { insert: 'a bus', attributes: { bold: true } },
    { insert: ' lane' },
  ])
})
