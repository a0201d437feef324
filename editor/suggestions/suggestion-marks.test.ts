import { getSchema } from '@tiptap/core'
import { EditorState } from '@tiptap/pm/state'
import { DecorationSet } from '@tiptap/pm/view'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { schemaExtensions } from '../document/extension-from-spec.ts'
import { createSuggestionDesk } from './suggestion-desk.ts'
import { suggestionMarks } from './suggestion-marks.ts'

const schema = getSchema(schemaExtensions())
const inserted = (words: string) =>
  schema.node('paragraph', { inserted: 'benben' }, [schema.text(words)])

test('what is drawn block by block is what would be drawn anew', () => {
  const plugin = suggestionMarks(new Y.Doc(), createSuggestionDesk(false))
  const places = (of: EditorState) => {
    const drawn = plugin.props.decorations?.call(plugin, of)
    if (!(drawn instanceof DecorationSet)) throw new Error('Nothing is drawn')
    return drawn
      .find()
      .map(({ from, to }) => [from, to])
      .sort(([a = 0], [b = 0]) => a - b)
  }
  let state = EditorState.create({
    doc: schema.node('doc', null, ['One', 'Two', 'Three'].map(inserted)),
    plugins: [plugin],
  })
  expect(places(state)).toHaveLength(3)
  const insertion = schema.mark('insertion', { id: 'anaana' })
  for (const change of [
    () => state.tr.insertText('x', 7),
    () => state.tr.insert(8, schema.text('y', [insertion])),
    () => state.tr.split(9),
    () => state.tr.delete(0, 5),
    () => state.tr.join(state.doc.child(0).nodeSize),
    () => state.tr.setNodeAttribute(0, 'inserted', null),
  ]) {
    state = state.apply(change())
    expect(places(state)).toEqual(places(EditorState.create({ doc: state.doc, plugins: [plugin] })))
  }
})
