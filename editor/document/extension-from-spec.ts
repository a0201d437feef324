import { draftSchema as schema } from '@charrette/guides'
import { type AnyExtension, Mark, Node } from '@tiptap/core'
import type { AttributeSpec, MarkSpec, NodeSpec } from '@tiptap/pm/model'

// TipTap builds a schema of its own from its extensions. Ours is written once, in guides/model:
// here each of its specs is put into TipTap's words, and extensions.test.ts holds the two equal.

/** The guide's node as a TipTap node, without commands or views. */
export function nodeFromSpec(name: string): Node {
  const spec = schema.nodes[name]?.spec
  if (!spec) throw new RangeError(`The guide schema has no node “${name}”`)
  return Node.create({
    name,
    topNode: name === schema.topNodeType.name,
    ...fields(spec, [
      'content',
      'marks',
      'group',
      'inline',
      'atom',
      'selectable',
      'draggable',
      'code',
      'whitespace',
      'defining',
      'isolating',
    ]),
    addAttributes: () => attributesFrom(spec.attrs),
    parseHTML: () => (spec.parseDOM ?? []) as never,
    ...(spec.toDOM ? { renderHTML: ({ node }) => spec.toDOM?.(node) as never } : {}),
    ...(spec.leafText ? { renderText: ({ node }) => spec.leafText?.(node) ?? '' } : {}),
    // TipTap asks every extension about every node.
    extendNodeSchema: (extension) => (extension.name === name ? extras(spec) : {}),
  })
}

/** The guide's mark as a TipTap mark. */
export function markFromSpec(name: string): Mark {
  const spec = schema.marks[name]?.spec
  if (!spec) throw new RangeError(`The guide schema has no mark “${name}”`)
  return Mark.create({
    name,
    ...fields(spec, ['inclusive', 'excludes', 'group', 'spanning', 'code']),
    addAttributes: () => attributesFrom(spec.attrs),
    parseHTML: () => (spec.parseDOM ?? []) as never,
    renderHTML: ({ mark }) => spec.toDOM?.(mark, true) as never,
  })
}

/** Every node and mark of the guide schema. */
export function schemaExtensions(): AnyExtension[] {
  return [
    ...Object.keys(schema.nodes).map(nodeFromSpec),
    // TipTap orders marks by priority: the first of the schema nests outermost.
    ...Object.keys(schema.marks).map((name, index) =>
      markFromSpec(name).extend({ priority: 900 - index }),
    ),
  ]
}

function fields<Spec extends object, Key extends keyof Spec>(
  spec: Spec,
  keys: Key[],
): Partial<Pick<Spec, Key>> {
  return Object.fromEntries(
    keys.filter((key) => spec[key] !== undefined).map((key) => [key, spec[key]]),
  ) as Partial<Pick<Spec, Key>>
}

/** What prosemirror-tables reads of a spec beyond ProseMirror's own fields. */
function extras(spec: NodeSpec): Record<string, unknown> {
  return spec.tableRole ? { tableRole: spec.tableRole } : {}
}

function attributesFrom(attrs: MarkSpec['attrs']): Record<string, object> {
  return Object.fromEntries(
    Object.entries(attrs ?? {}).map(([name, attr]: [string, AttributeSpec]) => [
      name,
      {
        ...('default' in attr ? { default: attr.default } : { isRequired: true }),
        ...(attr.validate ? { validate: attr.validate } : {}),
        // The specs' own parseDOM and toDOM read and write attributes.
        rendered: false,
        parseHTML: () => undefined,
      },
    ]),
  )
}
