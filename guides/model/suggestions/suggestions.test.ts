import { updateYFragment, yXmlFragmentToProseMirrorRootNode } from '@tiptap/y-tiptap'
import fc from 'fast-check'
import { Fragment, type Node } from 'prosemirror-model'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import type { NodeJson } from '../guide.ts'
import { anyContent } from '../testing/arbitraries.ts'
import { draftSchema } from './draft-schema.ts'
import { listSuggestions } from './list-suggestions.ts'
import { hasSuggestions, settle, suggestionsOf, withoutSuggestions } from './settle.ts'
import { suggest } from './suggest.ts'

const read = (json: NodeJson): Node => draftSchema.nodeFromJSON(json)
const accepted = (doc: Node): Node => settle(doc, () => 'accept')
const by = (id: string) => ({ id, isMine: (other: string) => other === id })
const p = (...words: (string | Node)[]): Node =>
  draftSchema.node(
    'paragraph',
    null,
    words.map((word) => (typeof word === 'string' ? draftSchema.text(word) : word)),
  )
const strong = (words: string): Node => draftSchema.text(words, [draftSchema.mark('strong')])
const docOf = (...blocks: Node[]): Node => draftSchema.node('doc', null, blocks)

function hold(before: Node, after: Node, id = 'ana111'): Node {
  const { doc } = suggest(before, after, by(id))
  doc.check()
  expect(withoutSuggestions(doc).toJSON()).toEqual(withoutSuggestions(before).toJSON())
  expect(accepted(doc).toJSON()).toEqual(accepted(after).toJSON())
  return doc
}

test('words that are replaced stand beside those that replace them', () => {
  const doc = hold(docOf(p('The cat sat.')), docOf(p('The dog sat.')))
  expect(doc.textContent).toBe('The catdog sat.')
})

test('what one has suggested oneself goes at once', () => {
  const before = docOf(p('The sat.'))
  const typed = hold(before, docOf(p('The cat sat.')))
  const shorter = docOf(
    p(
      ...[...(typed.firstChild?.children ?? [])].map((node) =>
        node.text === 'cat ' ? draftSchema.text('ca', node.marks) : node,
      ),
    ),
  )
  expect(suggest(typed, shorter, by('ana111')).doc.textContent).toBe('The casat.')
})

test.each([
  ['a mark added', p('one ', 'two'), p('one ', strong('two'))],
  ['a mark removed', p('one ', strong('two')), p('one ', 'two')],
  [
    'a heading for a paragraph',
    p('one'),
    draftSchema.node('heading', { level: 2 }, [draftSchema.text('one')]),
  ],
  [
    'another level',
    draftSchema.node('heading', { level: 2 }),
    draftSchema.node('heading', { level: 3 }),
  ],
])('%s', (_what, before, after) => {
  hold(docOf(before), docOf(after))
})

test('a mark that is taken back leaves nothing behind', () => {
  const plain = docOf(p('one two'))
  const set = hold(plain, docOf(p('one ', strong('two'))))
  const back = docOf(
    p(
      'one ',
      ...[...(set.firstChild?.children ?? [])]
        .slice(1)
        .map((node) => node.mark(node.marks.filter(({ type }) => type.name !== 'strong'))),
    ),
  )
  expect(suggest(set, back, by('ana111')).doc.toJSON()).toEqual(plain.toJSON())
})

test('a suggestion is told by its words, and by what it is where it has none', () => {
  const cell = (words?: string) =>
    draftSchema.node('tableCell', null, [words ? p(words) : draftSchema.node('paragraph')])
  const table = (...cells: Node[]) =>
    docOf(
      draftSchema.node('tableFigure', null, [
        draftSchema.node('tableCaption'),
        draftSchema.node('table', null, [draftSchema.node('tableRow', null, cells)]),
      ]),
    )
  const doc = hold(table(cell('a')), table(cell('a'), cell(), cell('b')))
  expect(listSuggestions(doc)).toMatchObject([
    { id: 'ana111', added: '[table cell] b', removed: '', restyles: false },
  ])
  const words = hold(docOf(p('The cat sat.'), p('Then.')), docOf(p('The dog sat.')))
  expect(listSuggestions(words)).toMatchObject([{ added: 'dog', removed: 'cat Then.' }])
})

test('of two who change the same, the answer to one leaves the other’s standing', () => {
  const at = (level: number, doc: Node) =>
    docOf(draftSchema.node('heading', { ...doc.firstChild?.attrs, level }))
  const was = docOf(draftSchema.node('heading', { level: 2 }))
  const one = suggest(was, at(3, was), by('ana111')).doc
  const both = suggest(one, at(4, one), by('ben222')).doc
  const levels = (first: string, decision: 'accept' | 'reject') => {
    const left = settle(both, (id) => (id === first ? decision : null))
    return [left, withoutSuggestions(left)].map((doc) => doc.firstChild?.attrs.level)
  }
  expect(levels('ana111', 'reject')).toEqual([4, 2])
  expect(levels('ana111', 'accept')).toEqual([4, 3])
  expect(levels('ben222', 'reject')).toEqual([3, 2])
  expect(levels('ben222', 'accept')).toEqual([4, 2])
})

test('a split, a join, a block added and a block taken away', () => {
  const [one, two] = [docOf(p('one two')), docOf(p('one '), p('two'))]
  hold(one, two)
  hold(two, one)
  hold(docOf(p('a'), p('b'), p('c')), docOf(p('a'), p('c')))
  hold(docOf(p('a'), p('c')), docOf(p('a'), p('b'), p('c')))
})

test('rows and columns of a table come and go one by one', () => {
  const cell = (words: string) => draftSchema.node('tableCell', null, [p(words)])
  const table = (...rows: string[][]) =>
    docOf(
      draftSchema.node('tableFigure', null, [
        draftSchema.node('tableCaption'),
        draftSchema.node(
          'table',
          null,
          rows.map((row) => draftSchema.node('tableRow', null, row.map(cell))),
        ),
      ]),
    )
  const two = table(['a', 'b'], ['c', 'd'])
  for (const other of [
    table(['a', 'b'], ['x', 'y'], ['c', 'd']),
    table(['a', 'b']),
    table(['a', 'n', 'b'], ['c', 'n', 'd']),
    table(['a'], ['c']),
  ]) {
    const doc = hold(two, other)
    // The table itself is not replaced.
    expect(doc.childCount).toBe(1)
    hold(other, two)
  }
})

test('whatever a text is made into, rejecting gives the old one and accepting the new one', () => {
  fc.assert(
    fc.property(anyContent, anyContent, (before, after) => {
      hold(read(before), read(after))
    }),
    { numRuns: 60 },
  )
})

test('a position stands after words that were typed, and before words that were deleted', () => {
  const before = docOf(p('one two'))
  expect(suggest(before, docOf(p('one x two')), by('ana111'), [6]).positions).toEqual([6])
  expect(suggest(before, docOf(p('two')), by('ana111'), [1, 4]).positions).toEqual([1, 8])
})

/** A random edit of a text as an author would make it, the same for the same numbers. */
function edited(doc: Node, [where, what, length]: [number, number, number]): Node {
  const blocks = [...doc.children]
  const index = where % blocks.length
  const block = blocks[index]
  if (!block?.isTextblock) return doc
  const next = blocks[index + 1]
  const from = (where * 7) % (block.content.size + 1)
  const to = Math.min(block.content.size, from + length)
  const { content } = block
  const [head, middle, tail] = [content.cut(0, from), content.cut(from, to), content.cut(to)]
  const words = Fragment.from(draftSchema.text(`w${what}`))
  const edits: Record<number, () => Node[]> = {
    0: () => [p(`new ${what}`), block],
    1: () => (blocks.length > 1 ? [] : [block]),
    2: () => [block.copy(head.append(tail))],
    3: () => [block.copy(head.append(words).append(middle).append(tail))],
    4: () => [block.copy(head.append(emphasised(middle)).append(tail))],
    5: () => [block.copy(head), block.copy(middle.append(tail))],
    6: () => [
      block.type.name === 'heading'
        ? block.type.create({ ...block.attrs, level: 2 + (length % 3) }, content)
        : draftSchema.node('heading', { level: 2 + (length % 3) }, content),
    ],
    7: () => [
      block.type.name === 'heading'
        ? block.type.create({ ...block.attrs, id: `id-${length}` }, content)
        : block,
    ],
  }
  // The editor joins nothing to a paragraph that is to go: the caret passes over it.
  if (what % 9 === 8 && next?.isTextblock && !block.attrs.deleted && !next.attrs.deleted) {
    blocks.splice(index, 2, block.copy(content.append(next.content)))
    return doc.copy(Fragment.fromArray(blocks))
  }
  blocks.splice(index, 1, ...(edits[what % 9]?.() ?? [block]))
  return doc.copy(Fragment.fromArray(blocks))
}

const emphasised = (words: Fragment): Fragment =>
  Fragment.fromArray(
    words.content.map((node) =>
      node.isText ? node.mark(draftSchema.mark('emphasis').addToSet(node.marks)) : node,
    ),
  )

const edit = fc.tuple(fc.nat(40), fc.nat(200), fc.nat(6))
const start = docOf(
  draftSchema.node('heading', { level: 2 }, [draftSchema.text('A heading')]),
  p('The first paragraph of a text.'),
  p('And the second.'),
)

test('one suggestion upon another: the original stays, and accepting gives what was meant', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(edit, fc.constantFrom('ana111', 'ben222')), { maxLength: 12 }),
      (edits) => {
        let doc = start
        const original = doc.toJSON()
        for (const [change, id] of edits) doc = hold(doc, edited(doc, change), id)
        expect(withoutSuggestions(doc).toJSON()).toEqual(original)
        expect(hasSuggestions(accepted(doc))).toBe(false)
      },
    ),
    { numRuns: 100 },
  )
})

test('several who suggest, accept and reject at once end with one text', () => {
  const step = fc.record({
    replica: fc.nat(2),
    change: edit,
    kind: fc.constantFrom('suggest', 'suggest', 'suggest', 'accept', 'reject', 'merge'),
    with: fc.nat(2),
  })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
      const docs = [0, 1, 2].map(() => new Y.Doc())
      const text = (index: number) => docs[index]?.getXmlFragment('chapter:one') as Y.XmlFragment
      const now = (index: number) => yXmlFragmentToProseMirrorRootNode(text(index), draftSchema)
      const write = (index: number, node: Node) =>
        docs[index]?.transact(() =>
          updateYFragment(docs[index] as Y.Doc, text(index), node, {
            mapping: new Map(),
            isOMark: new Map(),
          }),
        )
      const merge = (from: number, to: number) =>
        Y.applyUpdate(docs[to] as Y.Doc, Y.encodeStateAsUpdate(docs[from] as Y.Doc))
      write(0, start)
      merge(0, 1)
      merge(0, 2)
      const untouched = JSON.stringify(now(0))
      for (const { replica, change, kind, with: other } of steps) {
        const before = now(replica)
        if (before.childCount === 0) continue
        if (kind === 'merge') merge(replica, other)
        else if (kind === 'suggest')
          write(replica, suggest(before, edited(before, change), by(`own${replica}00`)).doc)
        else {
          const ids = new Set<string>()
          before.descendants((node) => {
            for (const id of suggestionsOf(node)) ids.add(id)
          })
          const chosen = [...ids][change[0] % Math.max(1, ids.size)]
          write(
            replica,
            settle(before, (id) => (id === chosen ? kind : null)),
          )
        }
      }
      for (const from of [0, 1, 2]) for (const to of [0, 1, 2]) merge(from, to)
      for (const from of [0, 1, 2]) for (const to of [0, 1, 2]) merge(from, to)
      expect(JSON.stringify(now(1))).toBe(JSON.stringify(now(0)))
      expect(JSON.stringify(now(2))).toBe(JSON.stringify(now(0)))
      // With nobody who accepted anything, the original is still under it all.
      if (steps.every(({ kind }) => kind !== 'accept'))
        expect(JSON.stringify(withoutSuggestions(now(0)))).toBe(untouched)
    }),
    { numRuns: 100 },
  )
})
