import { chapterFragment } from '@charrette/guides'
import * as encoding from 'lib0/encoding'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { TypedText } from './typed-text.ts'

const always = () => true

/** A guide of two paragraphs, written by client 1, and the clock of each one's last letter. */
function guide(): { doc: Y.Doc; ends: number[] } {
  const doc = new Y.Doc()
  doc.clientID = 1
  const ends = ['First.', 'Second.'].map((words) => {
    const paragraph = new Y.XmlElement('paragraph')
    paragraph.insert(0, [new Y.XmlText(words)])
    chapterFragment(doc, 'one').push([paragraph])
    return Y.getState(doc.store, 1) - 1
  })
  doc.getMap('frontMatter').set('title', 'A title')
  return { doc, ends }
}

function text(doc: Y.Doc, index: number): Y.XmlText {
  const paragraph = chapterFragment(doc, 'one').get(index)
  const found = paragraph instanceof Y.XmlElement ? paragraph.get(0) : null
  if (!(found instanceof Y.XmlText)) throw new Error('no text')
  return found
}

/** A client's copy, and what it sends while it writes. */
function client(of: Y.Doc, clientID: number): { doc: Y.Doc; sent: Uint8Array[] } {
  const doc = new Y.Doc()
  doc.clientID = clientID
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(of))
  const sent: Uint8Array[] = []
  doc.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin !== 'line') sent.push(update)
  })
  return { doc, sent }
}

test('typing is taken unread and is in the document once it is applied', () => {
  const { doc } = guide()
  const typed = new TypedText(doc)
  const ana = client(doc, 7)
  for (const letter of 'Olá, ção 🚲') text(ana.doc, 0).insert(3, letter)
  text(ana.doc, 1).insert(0, 'a')
  text(ana.doc, 0).insert(0, 'b')
  for (const update of ana.sent) expect(typed.take(update, always)).toBe(true)
  expect(text(doc, 0).toString()).toBe('First.')
  typed.apply()
  expect(chapterFragment(doc, 'one').toString()).toBe(chapterFragment(ana.doc, 'one').toString())
})

test('whatever several people write, together, in any order of arrival, ends as if applied at once', () => {
  let seed = 1
  const random = (below: number) => {
    seed = (seed * 48_271) % 2_147_483_647
    return seed % below
  }
  const { doc } = guide()
  const plain = new Y.Doc()
  Y.applyUpdate(plain, Y.encodeStateAsUpdate(doc))
  const typed = new TypedText(doc)
  const people = [7, 8, 9].map((id) => client(doc, id))
  let quick = 0
  for (let turn = 0; turn < 600; turn++) {
    const person = people[random(people.length)]
    if (!person) throw new Error('nobody')
    const line = text(person.doc, random(2))
    if (random(8) === 0 && line.length > 0) line.delete(random(line.length), 1)
    else if (random(20) === 0) line.format(0, line.length, { bold: true })
    else line.insert(random(line.length + 1), 'é'.repeat(1 + random(2)))
    for (const update of person.sent.splice(0)) {
      if (typed.take(update, always)) quick++
      else {
        typed.apply()
        Y.applyUpdate(doc, update)
      }
      Y.applyUpdate(plain, update)
      for (const other of people)
        if (other !== person && random(3) > 0) Y.applyUpdate(other.doc, update, 'line')
    }
    // Who missed something catches up now and then, as by a new connection.
    if (turn % 50 === 49)
      for (const one of people) Y.applyUpdate(one.doc, Y.encodeStateAsUpdate(plain), 'line')
  }
  typed.apply()
  expect(quick).toBeGreaterThan(300)
  expect(doc.store.pendingStructs).toBeNull()
  expect(Y.encodeStateVector(doc)).toEqual(Y.encodeStateVector(plain))
  expect(chapterFragment(doc, 'one').toString()).toBe(chapterFragment(plain, 'one').toString())
})

type Id = [client: number, clock: number]
interface Forged {
  clock?: number
  origin?: Id
  right?: Id
  words?: string
  /** The kind of content; 4 is a string. */
  kind?: number
  tail?: number[]
}

function forge({ clock = 0, origin, right, words = 'x', kind = 4, tail = [0] }: Forged) {
  const to = encoding.createEncoder()
  for (const number of [1, 1, 5, clock]) encoding.writeVarUint(to, number)
  encoding.writeUint8(to, kind | (origin ? 0x80 : 0) | (right ? 0x40 : 0))
  for (const id of [origin, right]) for (const number of id ?? []) encoding.writeVarUint(to, number)
  encoding.writeVarString(to, words)
  for (const byte of tail) encoding.writeUint8(to, byte)
  return encoding.toUint8Array(to)
}

test('anything else is left to the check, and changes nothing', () => {
  const { doc, ends } = guide()
  const [first = 0, second = 0] = ends
  const typed = new TypedText(doc)
  const beside: Forged = { origin: [1, first], right: [1, first] }
  expect(new TypedText(doc).take(forge(beside), always)).toBe(true)
  const others: Record<string, Forged> = {
    'beside itself': { origin: [5, 0] },
    'beside what has not come': { origin: [9, 0] },
    'before what has not come': { origin: [1, first], right: [9, 0] },
    'between two texts': { origin: [1, first], right: [1, second] },
    'behind a paragraph': { origin: [1, 0] },
    'in place of a title': { origin: [1, second + 1] },
    'beside nothing': {},
    'a gap': { ...beside, clock: 1 },
    'no letter': { ...beside, words: '' },
    'another kind of content': { ...beside, kind: 5 },
    'more behind it': { ...beside, tail: [0, 0] },
    'a deletion': { ...beside, tail: [1, 1, 1, first, 1] },
  }
  for (const [what, forged] of Object.entries(others))
    expect(typed.take(forge(forged), always), what).toBe(false)
  expect(
    typed.take(forge(beside), () => false),
    'in another’s place',
  ).toBe(false)
  expect(typed.take(forge({ ...beside, words: 'x'.repeat(2000) }), always), 'long').toBe(false)
  expect(typed.take(new Uint8Array(), always), 'nothing').toBe(false)
  expect(typed.take(forge(beside).subarray(0, 6), always), 'cut off').toBe(false)
  const before = Y.encodeStateAsUpdate(doc)
  typed.apply()
  expect(Y.encodeStateAsUpdate(doc)).toEqual(before)
  expect(typed.take(forge(beside), always)).toBe(true)
  expect(typed.take(forge(beside), always), 'again').toBe(false)
})
