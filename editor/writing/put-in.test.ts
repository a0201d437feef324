import { schema } from '@charrette/guides'
import { Node } from '@tiptap/pm/model'
import { EditorState, Selection, TextSelection } from '@tiptap/pm/state'
import { expect, test } from 'vitest'
import { insertions } from './insertions.ts'
import { putIn } from './put-in.ts'

const p = (text = '') => ({
  type: 'paragraph',
  ...(text ? { content: [{ type: 'text', text }] } : {}),
})
const contentOf = (id: string) => {
  const content = insertions.find((insertion) => insertion.id === id)?.content
  if (!content) throw new Error(id)
  return content
}

/** The caret after the first `before`, or in the first empty paragraph. */
function stateOf(blocks: object[], before?: string): EditorState {
  const doc = Node.fromJSON(schema, { type: 'doc', content: blocks })
  let at = 1
  doc.descendants((node, pos) => {
    if (before === undefined ? node.isTextblock && node.childCount === 0 : node.text === before)
      at = before === undefined ? pos + 1 : pos + node.nodeSize
  })
  return EditorState.create({ doc, selection: TextSelection.create(doc, at) })
}
const put = (state: EditorState, id: string) => {
  const { from } = state.selection
  return putIn(state, contentOf(id), from, from)
}
const shape = (node: Node): string =>
  node.isText ? `"${node.text}"` : `${node.type.name}(${children(node).map(shape).join(' ')})`
const children = (node: Node): Node[] => node.children.slice()

test('a block takes the place of an empty paragraph', () => {
  const after = put(stateOf([p('one'), p(), p('two')]), 'definition')
  expect(after && shape(after.doc)).toBe(
    'doc(paragraph("one") definition(paragraph()) paragraph("two"))',
  )
  expect(after?.selection.$from.node(1).type.name).toBe('definition')
})

test('a block stands after a paragraph that holds something', () => {
  const after = put(stateOf([p('one'), p('two')], 'one'), 'tip')
  expect(after && shape(after.doc)).toBe(
    'doc(paragraph("one") callout(paragraph()) paragraph("two"))',
  )
})

test('behind what holds no text there is a paragraph, and the caret is in it', () => {
  for (const id of ['rule', 'page-break']) {
    const after = put(stateOf([p('one'), p(), { type: 'horizontalRule' }]), id)
    expect(after?.selection).toBeInstanceOf(TextSelection)
    expect(after?.selection.$from.parent.type.name).toBe('paragraph')
    expect(after?.doc.childCount).toBe(4)
  }
})

test('the caret stands in what the city did, not in what came of it', () => {
  const after = put(stateOf([p()]), 'city-example')
  expect(after?.selection.$from.node(2).type.name).toBe('exampleAction')
})

test('a citation is chosen at once, a footnote written into', () => {
  const citation = put(stateOf([p('one')], 'one'), 'citation')
  expect(citation && shape(citation.doc)).toBe('doc(paragraph("one" citation()))')
  expect(citation?.selection.empty).toBe(false)
  const note = put(stateOf([p('one')], 'one'), 'footnote')
  expect(note?.selection.$from.parent.type.name).toBe('footnote')
})

test('what may not stand here is not put in: no footnote in code, no table out of a caption', () => {
  const code = { type: 'codeBlock', content: [{ type: 'text', text: 'x' }] }
  expect(put(stateOf([code], 'x'), 'footnote')).toBeNull()
})

test('a block in a list item goes behind the list where the item cannot hold it', () => {
  const list = { type: 'bulletList', content: [{ type: 'listItem', content: [p('item')] }] }
  const after = put(stateOf([list], 'item'), 'definition')
  expect(after && shape(after.doc)).toBe(
    'doc(bulletList(listItem(paragraph("item"))) definition(paragraph()))',
  )
  expect(Selection.atStart(after?.doc ?? schema.node('doc')).from).toBeGreaterThan(0)
})
