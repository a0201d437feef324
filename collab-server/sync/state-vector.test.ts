import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { stateVectorOf } from './state-vector.ts'

/** Something of every kind that Yjs can hold, done to a document by several clients in turn. */
const change = fc.record({
  client: fc.integer({ min: 0, max: 4 }),
  what: fc.constantFrom('type', 'bold', 'delete', 'nest', 'attribute', 'entry', 'list', 'other'),
  text: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }),
  at: fc.nat(),
})
type Change = typeof change extends fc.Arbitrary<infer Value> ? Value : never

function make(doc: Y.Doc, { what, text, at }: Change): void {
  const prose = doc.getText('prose')
  const tree = doc.getXmlFragment('tree')
  const place = at % (prose.length + 1)
  switch (what) {
    case 'type':
      prose.insert(place, text)
      return
    case 'bold':
      prose.format(place, prose.length - place, { bold: true })
      return
    case 'delete':
      prose.delete(place, prose.length - place)
      if (tree.length > 2) tree.delete(0, 1)
      return
    case 'nest':
      tree.insert(at % (tree.length + 1), [
        at % 3 === 0 ? new Y.XmlText(text) : new Y.XmlElement(text),
      ])
      return
    case 'attribute': {
      const element = tree.toArray().find((node) => node instanceof Y.XmlElement)
      element?.setAttribute('title', text)
      return
    }
    case 'entry':
      doc.getMap('map').set(text, { text, at, nested: [at, null, true] })
      return
    case 'list':
      doc.getArray<unknown>('list').push([text, at, new Uint8Array([at % 256]), null])
      return
    case 'other':
      prose.insertEmbed(place, { picture: text })
      doc.getMap('map').set('inside', new Y.Map([[text, new Y.Array()]]))
  }
}

test('The state vector read from an encoded state is the one that Yjs gives', () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 60 }), (changes) => {
      const doc = new Y.Doc()
      const clientIds = [1, 127, 128, 2 ** 31 - 1, 2 ** 32 - 1]
      for (const one of changes) {
        doc.clientID = clientIds[one.client] ?? 1
        make(doc, one)
      }
      expect(stateVectorOf(Y.encodeStateAsUpdate(doc))).toEqual(Y.encodeStateVector(doc))
    }),
  )
})

test('What is no whole document is left to Yjs', () => {
  const doc = new Y.Doc()
  doc.getText('prose').insert(0, 'One')
  const one = Y.encodeStateVector(doc)
  doc.getText('prose').insert(3, ' two')
  const later = Y.encodeStateAsUpdate(doc, one)
  expect(stateVectorOf(later)).toEqual(Y.encodeStateVectorFromUpdate(later))
})
