import { expect, test } from 'vitest'
import * as Y from 'yjs'
import type { KeptChanges } from './kept-changes.ts'
import { type KeptLedger, keepLedger } from './kept-ledger.ts'
import type { KeptStore } from './kept-store.ts'

/** A device's memory that outlives its tabs. */
function device(): { store: KeptStore; entries: Map<number, KeptChanges> } {
  const entries = new Map<number, KeptChanges>()
  let next = 0
  return {
    entries,
    store: {
      load: async () => [...entries].map(([key, changes]) => ({ key, changes })),
      add: async (changes) => {
        entries.set(++next, structuredClone(changes))
        return next
      },
      forget: async (keys) => {
        for (const key of keys) entries.delete(key)
      },
      close: () => {},
    },
  }
}
function tab(doc: Y.Doc, { store }: ReturnType<typeof device>): KeptLedger {
  return keepLedger('unused', doc, (origin) => (origin === 'server' ? 'not ours' : 'here'), store)
}
function write(doc: Y.Doc, words: string): void {
  const paragraph = new Y.XmlElement('paragraph')
  paragraph.insert(0, [new Y.XmlText(words)])
  doc.getXmlFragment('chapter:one').push([paragraph])
}

test('what is written is counted and remembered until the server has it', async () => {
  const [doc, memory] = [new Y.Doc(), device()]
  const ledger = tab(doc, memory)
  write(doc, 'one')
  write(doc, 'two')
  await expect.poll(ledger.count).toBe(2)
  await expect.poll(() => memory.entries.size).toBe(1)
  ledger.settle()
  expect(ledger.count()).toBe(0)
  await expect.poll(() => memory.entries.size).toBe(0)
  ledger.close()
})

test('what came from the server is nobody’s to keep', async () => {
  const [doc, other, memory] = [new Y.Doc(), new Y.Doc(), device()]
  const ledger = tab(doc, memory)
  write(other, 'theirs')
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(other), 'server')
  write(doc, 'mine')
  await expect.poll(ledger.count).toBe(1)
  ledger.close()
})

test('after a reload it is known again, and a receipt for a text without it settles nothing', async () => {
  const [doc, memory] = [new Y.Doc(), device()]
  const before = tab(doc, memory)
  write(doc, 'kept')
  // Closed at once: what was not yet remembered is remembered in closing.
  before.close()
  await expect.poll(() => memory.entries.size).toBe(1)

  const reloaded = new Y.Doc()
  const after = tab(reloaded, memory)
  await new Promise((resolve) => setImmediate(resolve))
  after.settle()
  await new Promise((resolve) => setImmediate(resolve))
  expect(memory.entries.size).toBe(1)
  Y.applyUpdate(reloaded, Y.encodeStateAsUpdate(doc), 'server')
  await expect.poll(after.count).toBe(1)
  expect(after.list()[0]?.passage).toEqual([{ words: 'kept', isNew: true }])
  after.settle()
  expect(after.count()).toBe(0)
  await expect.poll(() => memory.entries.size).toBe(0)
  after.close()
})

test('a text that is loaded long after the word that it is kept is counted when it comes', async () => {
  const [doc, memory] = [new Y.Doc(), device()]
  const before = tab(doc, memory)
  write(doc, 'kept')
  before.close()
  await expect.poll(() => memory.entries.size).toBe(1)

  const reloaded = new Y.Doc()
  const after = tab(reloaded, memory)
  await new Promise((resolve) => setTimeout(resolve, 400))
  expect(after.count()).toBe(0)
  Y.applyUpdate(reloaded, Y.encodeStateAsUpdate(doc), 'server')
  await expect.poll(after.count).toBe(1)
  after.close()
})

test('words that were taken out are kept, too, until the text that lacks them was here to be sent', async () => {
  const [doc, memory] = [new Y.Doc(), device()]
  write(doc, 'to be taken out')
  const base = Y.encodeStateAsUpdate(doc)
  const before = tab(doc, memory)
  doc.getXmlFragment('chapter:one').delete(0, 1)
  before.close()
  await expect.poll(() => memory.entries.size).toBe(1)

  // The server's text comes first, then its receipt, then what this device kept.
  const reloaded = new Y.Doc()
  const after = tab(reloaded, memory)
  await new Promise((resolve) => setImmediate(resolve))
  Y.applyUpdate(reloaded, base, 'server')
  after.settle()
  await new Promise((resolve) => setImmediate(resolve))
  expect(memory.entries.size).toBe(1)
  Y.applyUpdate(reloaded, Y.encodeStateAsUpdate(doc), 'server')
  after.settle()
  await expect.poll(() => memory.entries.size).toBe(0)
  after.close()
})
