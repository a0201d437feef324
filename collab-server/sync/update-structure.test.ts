import { chapterFragment } from '@charrette/guides'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { checkUpdate, type UpdateWriter } from './content-check.ts'
import {
  collected,
  type ForgedStruct,
  forgeUpdate,
  rawValues,
  text,
  values,
  xmlElement,
  xmlText,
} from './testing/forge-update.ts'

// What passes the check is applied here as the server does: it must not throw, and nothing of it
// may wait in memory for what never comes.

const writer: UpdateWriter = { accountId: 'mallory', name: 'M', city: 'C', scope: 'everything' }
const chapter = { parent: 'chapter:one' }
const paragraph = xmlElement(chapter, 'paragraph')
const repeat = (count: number, struct: ForgedStruct) =>
  Array.from<ForgedStruct>({ length: count }).fill(struct)

function server(): Y.Doc {
  const doc = new Y.Doc()
  doc.clientID = 1
  const standing = new Y.XmlElement('paragraph')
  standing.insert(0, [new Y.XmlText('First.')])
  chapterFragment(doc, 'one').insert(0, [standing])
  return doc
}

function take(doc: Y.Doc, update: Uint8Array): void {
  checkUpdate(doc, update, writer)
  Y.applyUpdate(doc, update)
  expect(doc.store.pendingStructs).toBeNull()
  expect(doc.store.pendingDs).toBeNull()
}

test('a forged update that is as Yjs writes it is let in', () => {
  const doc = server()
  take(
    doc,
    forgeUpdate(
      [
        {
          client: 7,
          clock: 0,
          structs: [
            paragraph,
            xmlText({ parent: { client: 7, clock: 0 } }),
            text({ parent: { client: 7, clock: 1 } }, 'Hello'),
            collected(3),
          ],
        },
      ],
      [
        {
          client: 7,
          ranges: [
            [2, 1],
            [4, 2],
          ],
        },
      ],
    ),
  )
  expect(chapterFragment(doc, 'one').toString()).toContain('<paragraph>eo</paragraph>')
})

const id = (client: number, clock: number) => ({ client, clock })
const refusals: [string, () => Uint8Array, string][] = [
  [
    'a second part of one client, which Yjs would take instead of the first',
    () =>
      forgeUpdate([
        { client: 7, clock: 0, structs: [paragraph] },
        { client: 7, clock: 0, structs: [xmlElement(chapter, 'script')] },
      ]),
    'as Yjs writes',
  ],
  [
    'a second part of one client that goes on where the first ends',
    () =>
      forgeUpdate([
        { client: 7, clock: 0, structs: [paragraph] },
        { client: 7, clock: 1, structs: [paragraph] },
      ]),
    'as Yjs writes',
  ],
  [
    'an item that takes no room',
    () => forgeUpdate([{ client: 7, clock: 0, structs: [text(chapter, ''), paragraph] }]),
    'as Yjs writes',
  ],
  [
    'numbers that no client could count on from',
    () => forgeUpdate([{ client: 7, clock: 0, structs: [collected(Number.MAX_SAFE_INTEGER)] }]),
    'as Yjs writes',
  ],
  [
    'two items that stand beside each other only',
    () =>
      forgeUpdate([
        { client: 7, clock: 0, structs: [text({ origin: id(8, 0) }, 'a')] },
        { client: 8, clock: 0, structs: [text({ origin: id(7, 0) }, 'b')] },
      ]),
    'as Yjs writes',
  ],
  [
    'an item that stands beside itself',
    () => forgeUpdate([{ client: 7, clock: 0, structs: [text({ origin: id(7, 0) }, 'a')] }]),
    'as Yjs writes',
  ],
  [
    'an item beside a later one of its own',
    () =>
      forgeUpdate([{ client: 7, clock: 0, structs: [text({ origin: id(7, 1) }, 'a'), paragraph] }]),
    'as Yjs writes',
  ],
  [
    'elements inside each other',
    () =>
      forgeUpdate([
        { client: 7, clock: 0, structs: [xmlElement({ parent: id(8, 0) }, 'blockquote')] },
        { client: 8, clock: 0, structs: [xmlElement({ parent: id(7, 0) }, 'blockquote')] },
      ]),
    'as Yjs writes',
  ],
  [
    'an item before one that nobody has',
    () =>
      forgeUpdate([
        {
          client: 7,
          clock: 0,
          structs: [
            paragraph,
            xmlElement({ origin: id(7, 0), rightOrigin: id(9, 4) }, 'paragraph'),
          ],
        },
      ]),
    'builds on one that has not arrived',
  ],
  [
    'an item in an element that nobody has',
    () => forgeUpdate([{ client: 7, clock: 0, structs: [xmlText({ parent: id(9, 4) })] }]),
    'builds on one that has not arrived',
  ],
  [
    'the same deletion again and again',
    () => forgeUpdate([], [{ client: 1, ranges: Array.from({ length: 1000 }, () => [0, 1]) }]),
    'as Yjs writes',
  ],
  [
    'a deletion of nothing',
    () => forgeUpdate([], [{ client: 1, ranges: [[0, 0]] }]),
    'as Yjs writes',
  ],
  [
    'millions of collected items in few bytes',
    () => forgeUpdate([{ client: 7, clock: 0, structs: repeat(510_000, collected(1)) }]),
    'so many parts',
  ],
  [
    'millions of deletions',
    () =>
      forgeUpdate([], [{ client: 1, ranges: Array.from({ length: 510_000 }, (_, i) => [i, 1]) }]),
    'so many parts',
  ],
  [
    'millions of values in one',
    () =>
      forgeUpdate([
        {
          client: 7,
          clock: 0,
          structs: [
            rawValues({ parent: 'pictures', key: 'a' }, 510_000, new Uint8Array(510_000).fill(127)),
          ],
        },
      ]),
    'so many parts',
  ],
  [
    'a value of many kilobytes',
    () =>
      forgeUpdate([
        {
          client: 7,
          clock: 0,
          structs: [values({ parent: 'frontMatter', key: 'summary' }, ['x'.repeat(300_000)])],
        },
      ]),
    'so large a value',
  ],
  [
    'a value nested deeply',
    () => {
      // 118 1 "a": an object with one entry, in an object with one entry, …
      const bytes = Uint8Array.from({ length: 4 * 1000 + 1 }, (_, i) =>
        i === 4000 ? 126 : ([118, 1, 1, 97][i % 4] ?? 0),
      )
      return forgeUpdate([
        { client: 7, clock: 0, structs: [rawValues({ parent: 'pictures', key: 'a' }, 1, bytes)] },
      ])
    },
    'so deep a value',
  ],
  [
    'one run of text of many megabytes',
    () =>
      forgeUpdate([
        {
          client: 7,
          clock: 0,
          structs: [
            paragraph,
            xmlText({ parent: id(7, 0) }),
            text({ parent: id(7, 1) }, 'x'.repeat(3_000_000)),
          ],
        },
      ]),
    'so long a text',
  ],
  [
    'a map of 100,000 keys',
    () =>
      forgeUpdate([
        {
          client: 7,
          clock: 0,
          structs: Array.from({ length: 100_000 }, (_, i) =>
            values({ parent: 'pictures', key: `pictures/${i}.png` }, [{}]),
          ),
        },
      ]),
    'so many entries',
  ],
  [
    'an attribute of a text',
    () =>
      forgeUpdate([
        {
          client: 7,
          clock: 0,
          structs: [
            paragraph,
            xmlText({ parent: id(7, 0) }),
            text({ parent: id(7, 1), key: 'onclick' }, 'alert(1)'),
          ],
        },
      ]),
    'an attribute',
  ],
]

test.each(refusals)('[C4] %s is refused', (_what, forge, reason) => {
  const doc = server()
  const update = forge()
  expect(() => take(doc, update)).toThrow(reason)
})

test('[C4] a whole history that stock Yjs wrote is let in at once: deletions, collected text and all', () => {
  const writers = [11, 12, 13].map((clientID) => Object.assign(new Y.Doc(), { clientID }))
  for (let turn = 0; turn < 120; turn++)
    for (const [index, doc] of writers.entries()) {
      const fragment = chapterFragment(doc, 'one')
      if (turn % 7 === 6 && fragment.length > 1) fragment.delete(turn % fragment.length, 1)
      else {
        const element = new Y.XmlElement('paragraph')
        element.insert(0, [new Y.XmlText(`turn ${turn}`)])
        fragment.insert((turn * 31) % (fragment.length + 1), [element])
      }
      if (turn % 5 === index)
        for (const other of writers) Y.applyUpdate(other, Y.encodeStateAsUpdate(doc))
    }
  const [last] = writers
  if (!last) throw new Error('no writer')
  const whole = new Y.Doc()
  take(whole, Y.encodeStateAsUpdate(last))
  expect(chapterFragment(whole, 'one').toString()).toBe(chapterFragment(last, 'one').toString())
})
