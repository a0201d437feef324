import { writeGuideToDoc } from '@charrette/guides'
import {
  chapter,
  guide,
  h2,
  li,
  p,
  strong,
  table,
  td,
  doc as text,
  th,
  tr,
  ul,
} from '@charrette/guides/testing'
import { getSchema } from '@tiptap/core'
import { EditorState, TextSelection, type Transaction } from '@tiptap/pm/state'
import {
  type ProsemirrorBinding,
  ySyncPlugin,
  ySyncPluginKey,
  yXmlFragmentToProseMirrorRootNode,
} from '@tiptap/y-tiptap'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { Random } from '../../collab-server/sync/proof/random.ts'
import { editAtRandom } from '../../collab-server/sync/proof/random-edit.ts'
import { drawOnlyChanges } from './chapter-binding.ts'
import { schemaExtensions } from './extension-from-spec.ts'

const schema = getSchema(schemaExtensions())

/** An author's screen: a text bound to a chapter of their copy of the guide. */
class Screen {
  state: EditorState
  readonly doc = new Y.Doc()
  readonly binding: ProsemirrorBinding
  readonly #fragment: Y.XmlFragment
  readonly #updated: () => void
  /** What was drawn last. */
  last: Transaction | null = null

  constructor(from: Y.Doc) {
    Y.applyUpdate(this.doc, Y.encodeStateAsUpdate(from))
    this.#fragment = this.doc.getXmlFragment('chapter:one')
    const plugin = ySyncPlugin(this.#fragment)
    this.state = EditorState.create({ schema, plugins: [plugin] })
    this.binding = ySyncPluginKey.getState(this.state).binding
    drawOnlyChanges(this.binding)
    const pluginView = plugin.spec.view(this)
    this.#updated = () => pluginView.update(this)
  }

  dispatch(transaction: Transaction): void {
    this.last = transaction
    this.state = this.state.apply(transaction)
    this.#updated?.()
  }

  /** Takes what somebody else has, as one change. */
  take(other: Y.Doc): void {
    Y.applyUpdate(this.doc, Y.encodeStateAsUpdate(other, Y.encodeStateVector(this.doc)), 'others')
  }

  /** The chapter as it is read from nothing. */
  anew() {
    const copy = new Y.Doc()
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(this.doc))
    return yXmlFragmentToProseMirrorRootNode(copy.getXmlFragment('chapter:one'), schema)
  }

  select(anchor: number, head = anchor): this {
    this.dispatch(this.state.tr.setSelection(TextSelection.create(this.state.doc, anchor, head)))
    return this
  }

  /** Every element of the chapter with the node that the binding knows of it. */
  mapped(type: Y.XmlFragment = this.#fragment): unknown[] {
    return type
      .toArray()
      .flatMap((child) =>
        child instanceof Y.XmlElement
          ? [this.binding.mapping.get(child), ...this.mapped(child)]
          : [],
      )
  }

  nodes() {
    const nodes: unknown[] = []
    this.state.doc.descendants((node) => {
      if (!node.isText) nodes.push(node)
    })
    return nodes
  }
}

function shared(...blocks: Parameters<typeof text>): Y.Doc {
  const doc = new Y.Doc()
  writeGuideToDoc(guide({ slug: 'a-guide' }, chapter({ id: 'one', title: 'One' }, ...blocks)), doc)
  return doc
}

function copyOf(doc: Y.Doc): Y.Doc {
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
  return copy
}

const wordsOf = (doc: Y.Doc, block: number): Y.XmlText => {
  const found = doc.getXmlFragment('chapter:one').get(block)
  const words = found instanceof Y.XmlElement ? found.get(0) : null
  if (!(words instanceof Y.XmlText)) throw new RangeError(`no words in block ${block}`)
  return words
}

test('what others change at random is drawn as the whole chapter would be drawn anew', () => {
  const clipboard = [
    text(h2('A heading'), p('Some ', strong('strong'), ' words.'), ul(li('one'), li('two'))),
    text(table({}, tr(th('a'), th('b')), tr(td('1'), td('2')))),
  ]
  for (let seed = 1; seed <= 25; seed++) {
    const random = new Random(seed)
    const start = shared(h2('Begin'), p('The first words.'), p('More of them.'), ul(li('item')))
    const screen = new Screen(start)
    const others = [copyOf(start), copyOf(start)]
    for (let round = 0; round < 25; round++) {
      for (const other of others) if (random.chance(0.7)) editAtRandom(other, random, clipboard)
      if (random.chance(0.6)) typeAtRandom(screen, random.between(0, 1e6))
      for (const other of others) {
        if (random.chance(0.5)) screen.take(other)
        if (random.chance(0.5)) Y.applyUpdate(other, Y.encodeStateAsUpdate(screen.doc))
      }
      expect(screen.state.doc.toJSON(), `seed ${seed}, round ${round}`).toEqual(
        screen.anew().toJSON(),
      )
      const [nodes, mapped] = [screen.nodes(), screen.mapped()]
      expect(mapped.length).toBe(nodes.length)
      expect(
        mapped.every((node, index) => node === nodes[index]),
        `seed ${seed}, round ${round}: the mapping`,
      ).toBe(true)
    }
  }
}, 60_000)

/** One's own edits, which come by the text. */
function typeAtRandom(screen: Screen, number: number): void {
  const places: number[] = []
  screen.state.doc.descendants((node, pos) => {
    if (!node.isTextblock) return
    // Not into a letter of two units: Yjs keeps none of its halves.
    const words = node.textBetween(0, node.content.size, '', '\ufffc')
    for (let i = 0; i <= words.length; i++)
      if (
        !/[\ud800-\udbff]/.test(words[i - 1] ?? '') &&
        !/[\udc00-\udfff]/.test(words[i - 1] ?? '')
      )
        places.push(pos + 1 + i)
  })
  const at = places[number % places.length]
  if (at === undefined) return
  screen.select(at)
  const { tr } = screen.state
  if (number % 5 === 0 && tr.selection.$from.parentOffset > 0)
    screen.dispatch(tr.delete(at - 1, at))
  else screen.dispatch(tr.insertText('x'))
}

test('letters of others touch their own paragraphs, and carry all that stands in others along', () => {
  const start = shared(p('one'), p('two'), p('three'))
  const screen = new Screen(start)
  const middle = screen.state.doc.child(1)
  const other = copyOf(start)
  other.transact(() => {
    wordsOf(other, 0).insert(3, '!')
    wordsOf(other, 2).insert(0, '?')
  })
  screen.take(other)
  expect(screen.state.doc.textBetween(0, screen.state.doc.content.size, '|')).toBe(
    'one!|two|?three',
  )
  expect(screen.state.doc.child(1)).toBe(middle)
  expect(screen.last?.steps).toHaveLength(2)
  expect(screen.last?.mapping.map(7)).toBe(8)
})

test('a caret stays before its letter where others write letters like it', () => {
  const start = shared(p('aaa'))
  const screen = new Screen(start).select(2)
  const other = copyOf(start)
  wordsOf(other, 0).insert(0, 'a')
  screen.take(other)
  expect(screen.state.selection.head).toBe(3)
})

test('a caret keeps its place while others split, and take out, the blocks before it', () => {
  const start = shared(p('one two'), p('three'), p('four'))
  const screen = new Screen(start).select(19)
  expect(screen.state.selection.$head.parent.textContent).toBe('four')
  const offset = screen.state.selection.$head.parentOffset
  const other = new Screen(start)
  other.dispatch(other.state.tr.split(4))
  screen.take(other.doc)
  other.doc.getXmlFragment('chapter:one').delete(2, 1)
  screen.take(other.doc)
  expect(screen.state.doc.textBetween(0, screen.state.doc.content.size, '|')).toBe('one| two|four')
  expect(screen.state.selection.$head.parent.textContent).toBe('four')
  expect(screen.state.selection.$head.parentOffset).toBe(offset)
})

test('what one has chosen to write in next is not lost to a letter of somebody else', () => {
  const start = shared(p('one'), p('two'))
  const screen = new Screen(start).select(3)
  screen.dispatch(screen.state.tr.addStoredMark(schema.mark('strong')))
  const other = copyOf(start)
  wordsOf(other, 1).insert(0, '?')
  screen.take(other)
  expect(screen.state.storedMarks?.map(({ type }) => type.name)).toEqual(['strong'])
})
