import type { NodeJson } from '../../guide.ts'
import { schema } from '../../schema.ts'
import type { MdastNode } from '../syntax-tree.ts'
import type { Reading } from './reading.ts'

/** What the model lets stand at a place, named as the schema's groups are. */
export type Place = 'block' | 'flow' | 'prose' | 'paragraph'

const inWords: Record<Place, string> = {
  block: 'a chapter',
  flow: 'a list, callout or city example',
  prose: 'a quotation, table cell or box',
  paragraph: 'a definition or pull quote',
}

const blockNames: Record<string, string> = {
  heading: 'A heading',
  bulletList: 'A list',
  orderedList: 'A list',
  taskList: 'A checklist',
  blockquote: 'A quotation',
  callout: 'A callout',
  cityExample: 'A city example',
  keyTakeaways: 'A box of key takeaways',
  pullQuote: 'A pull quote',
  definition: 'A definition',
  figure: 'A figure',
  tableFigure: 'A table',
  codeBlock: 'A code block',
  horizontalRule: 'A horizontal rule',
  pageBreak: 'A page break',
}

function mayStand(type: string, place: Place): boolean {
  return type === place || (schema.nodes[type]?.isInGroup(place) ?? false)
}

/** Where blocks may not stand at their place, says so and keeps their text as paragraphs. */
export function fitBlocks(
  blocks: NodeJson[],
  place: Place,
  node: MdastNode,
  reading: Reading,
): NodeJson[] {
  return blocks.flatMap((block) => {
    if (mayStand(block.type, place)) return [block]
    reading.report(
      node,
      'warning',
      'misplaced-block',
      `${blockNames[block.type] ?? `A ${block.type}`} cannot stand inside ${inWords[place]}`,
      'Move it out; until then its text is kept as plain paragraphs.',
    )
    return paragraphsOf(block)
  })
}

function paragraphsOf(block: NodeJson): NodeJson[] {
  const type = schema.nodes[block.type]
  if (type?.isTextblock) return [{ type: 'paragraph', content: block.content ?? [] }]
  return (block.content ?? []).flatMap(paragraphsOf)
}

/** The schema wants at least one block in every container. */
export function atLeastOne(blocks: NodeJson[]): NodeJson[] {
  return blocks.length > 0 ? blocks : [{ type: 'paragraph' }]
}
