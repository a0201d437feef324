import { draftSchema as schema } from '@charrette/guides'
import { getSchema } from '@tiptap/core'
import { expect, test } from 'vitest'
import { schemaExtensions } from './extension-from-spec.ts'

const editors = getSchema(schemaExtensions())

test('the editor has exactly the nodes of the guide schema, and they hold the same', () => {
  expect(Object.keys(editors.nodes).sort()).toEqual(Object.keys(schema.nodes).sort())
  for (const [name, type] of Object.entries(schema.nodes)) {
    const mine = editors.nodes[name]
    const shape = (spec: typeof type.spec | undefined) => ({
      content: spec?.content || undefined,
      group: spec?.group,
      marks: spec?.marks,
      inline: spec?.inline ?? false,
      atom: spec?.atom ?? false,
      isolating: spec?.isolating ?? false,
      defining: spec?.defining ?? false,
      code: spec?.code ?? false,
      tableRole: spec?.tableRole,
      attrs: Object.fromEntries(
        Object.entries(spec?.attrs ?? {}).map(([key, { default: value, validate }]) => [
          key,
          { value, validate },
        ]),
      ),
    })
    expect({ name, ...shape(mine?.spec) }).toEqual({ name, ...shape(type.spec) })
  }
})

test('the editor has exactly the marks of the guide schema, nesting in the same order', () => {
  expect(Object.keys(editors.marks)).toEqual(Object.keys(schema.marks))
  for (const name of Object.keys(schema.marks)) {
    const excluded = (from: typeof schema) =>
      Object.keys(schema.marks).filter((other) => {
        const [mark, otherMark] = [from.marks[name], from.marks[other]]
        return mark && otherMark ? mark.excludes(otherMark) : false
      })
    expect([name, excluded(editors)]).toEqual([name, excluded(schema)])
  }
})

test('a document of the guide is one of the editor', () => {
  for (const [name, type] of Object.entries(schema.nodes)) {
    const node = type.isText ? null : createFilled(name)
    if (!node) continue
    expect(editors.nodeFromJSON(node.toJSON()).toJSON()).toEqual(node.toJSON())
  }
})

function createFilled(name: string) {
  const required: Record<string, Record<string, string>> = {
    figure: { src: 'pictures/a.svg' },
    citation: { key: 'a' },
    crossReference: { to: 'a' },
  }
  return schema.nodes[name]?.createAndFill(required[name])
}
