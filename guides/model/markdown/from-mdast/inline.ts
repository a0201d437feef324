import type { NodeJson } from '../../guide.ts'
import { joinLines, joinTexts } from '../normal-form.ts'
import type { MdastInline } from '../syntax-tree.ts'
import { footnoteFromMdast } from './footnote.ts'
import { htmlInlineFromMdast } from './html.ts'
import { linkFromMdast, linkReferenceFromMdast } from './link.ts'
import { addMark, type MarkJson } from './marks.ts'
import { type Reading, sourceOf } from './reading.ts'
import { textDirectiveFromMdast } from './text-directive.ts'

/** Where a run of text stands. */
export interface Inside {
  /** The marks around it. */
  marks: readonly MarkJson[]
  /** Whether it is in a footnote, which holds no other. */
  note: boolean
}

const outermost: Inside = { marks: [], note: false }

/** Turns text with its marks, notes and references into inline nodes of the model. */
export function inlineFromMdast(
  nodes: readonly MdastInline[],
  reading: Reading,
  inside: Inside = outermost,
): NodeJson[] {
  return joinTexts(nodes.flatMap((node) => pieceFromMdast(node, reading, inside)))
}

function pieceFromMdast(node: MdastInline, reading: Reading, inside: Inside): NodeJson[] {
  const within = (mark: MarkJson): Inside => ({
    ...inside,
    marks: addMark(inside.marks, mark, node, reading),
  })
  switch (node.type) {
    case 'text':
      reportMissingNotes(node, reading)
      return [marked({ type: 'text', text: joinLines(node.value) }, inside)]
    case 'strong':
      return inlineFromMdast(node.children, reading, within({ type: 'strong' }))
    case 'emphasis':
      return inlineFromMdast(node.children, reading, within({ type: 'emphasis' }))
    case 'inlineCode':
      return [marked({ type: 'text', text: joinLines(node.value) }, within({ type: 'code' }))]
    case 'break':
      return [marked({ type: 'hardBreak' }, inside)]
    case 'link':
      return linkFromMdast(node, node.url, node.title ?? null, reading, inside)
    case 'linkReference':
      return linkReferenceFromMdast(node, reading, inside)
    case 'image':
    case 'imageReference':
      reading.report(
        node,
        'warning',
        'picture-in-text',
        'A picture cannot stand within a line of text: its alternative text is kept',
        'Give the picture a paragraph of its own.',
      )
      return [marked({ type: 'text', text: node.alt ?? '' }, inside)]
    case 'delete':
      reading.report(
        node,
        'warning',
        'strikethrough',
        'A guide has no text that is struck out: the words are kept as they are',
        'Delete the words, or leave them in without `~~`.',
      )
      return inlineFromMdast(node.children, reading, inside)
    case 'html':
      return htmlInlineFromMdast(node, reading) === 'line-break'
        ? [marked({ type: 'hardBreak' }, inside)]
        : []
    case 'footnoteReference':
      return footnoteFromMdast(node, reading, inside)
    case 'textDirective':
      return textDirectiveFromMdast(node, reading, inside)
    default:
      throw new RangeError(`No handler for inline Markdown: ${JSON.stringify(node)}`)
  }
}

export function marked(node: NodeJson, { marks }: Inside): NodeJson {
  return marks.length > 0 ? { ...node, marks: [...marks] } : node
}

/** GFM takes a reference without a note for text; the author meant a note. */
function reportMissingNotes(node: MdastInline, reading: Reading): void {
  for (const [reference] of sourceOf(node, reading).matchAll(/(?<!\\)\[\^[^\]\s]+\]/g))
    reading.report(
      node,
      'error',
      'footnote-undefined',
      `There is no note for \`${reference}\``,
      `Write the note on a line of its own: \`${reference}: The note.\``,
    )
}
