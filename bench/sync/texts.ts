import { chapterFragment, chaptersMap } from '@charrette/guides'
import * as Y from 'yjs'
import { randomFrom } from './random.ts'

const letters = 'abcdefghij klmnop'

/** Fills an empty document with a guide of so many paragraphs, each with a sentence. */
export function fillGuide(doc: Y.Doc, paragraphs: number): void {
  doc.transact(() => {
    chaptersMap(doc).set(
      'one',
      new Y.Map<unknown>([
        ['title', 'One'],
        ['lang', null],
        ['position', 'a0'],
      ]),
    )
    chapterFragment(doc, 'one').insert(
      0,
      Array.from({ length: paragraphs }, (_, index) => {
        const paragraph = new Y.XmlElement('paragraph')
        paragraph.insert(0, [
          new Y.XmlText(`${index}. A bus lane needs a kerb that buses can use. `),
        ])
        return paragraph
      }),
    )
  })
}

/** The text of one paragraph. */
export function paragraphText(doc: Y.Doc, index: number): Y.XmlText {
  const paragraph = chapterFragment(doc, 'one').get(index)
  const text = paragraph instanceof Y.XmlElement ? paragraph.get(0) : null
  if (!(text instanceof Y.XmlText)) throw new Error(`no paragraph ${index}`)
  return text
}

export interface History {
  updates: Uint8Array[]
  text: string
}

/**
 * A guide typed key by key in sessions of a thousand edits: the cursor jumps now and then, one
 * edit in five takes a letter back.
 */
export function typedHistory(edits: number): History {
  const random = randomFrom(7)
  const doc = new Y.Doc()
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(update))
  doc.clientID = 999
  fillGuide(doc, 1)
  const text = paragraphText(doc, 0)
  let cursor = 0
  for (let edit = 0; edit < edits; edit++) {
    if (edit % 1000 === 0) doc.clientID = 1000 + edit / 1000
    if (random() < 0.02) cursor = Math.floor(random() * (text.length + 1))
    if (random() < 0.2 && cursor > 0) text.delete(--cursor, 1)
    else text.insert(cursor++, letters[Math.floor(random() * letters.length)] ?? 'a')
  }
  return { updates, text: text.toString() }
}

/** What a guide of some thirty pages comes to after months of work by several people. */
export function workedGuide(seed: number): Uint8Array {
  const random = randomFrom(seed)
  const doc = new Y.Doc()
  fillGuide(doc, 60)
  for (let session = 0; session < 60; session++) {
    doc.clientID = 10_000 + session
    const text = paragraphText(doc, Math.floor(random() * 60))
    let cursor = Math.floor(random() * text.length)
    for (let key = 0; key < 40; key++)
      text.insert(cursor++, letters[Math.floor(random() * letters.length)] ?? 'a')
    text.delete(Math.max(0, cursor - 8), 5)
  }
  return Y.encodeStateAsUpdate(doc)
}
