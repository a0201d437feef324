import type { Image, ImageReference, Paragraph } from 'mdast'
import type { NodeJson } from '../../guide.ts'
import type { LeafDirective, MdastInline } from '../syntax-tree.ts'
import { expectAttributes } from './attributes.ts'
import { plainPictureFromMdast } from './figure.ts'
import { inlineFromMdast } from './inline.ts'
import { type Reading, sourceOf } from './reading.ts'

/** A paragraph; one that holds nothing but pictures is as many figures. */
export function paragraphFromMdast(node: Paragraph, reading: Reading): NodeJson[] {
  const pictures = picturesAlone(node.children)
  if (pictures) return pictures.map((picture) => plainPictureFromMdast(picture, reading))
  if (/^:{2,}([A-Za-z]|[ \t]*$)/.test(sourceOf(node, reading)))
    reading.report(
      node,
      'error',
      'directive-malformed',
      'This looks like a directive and cannot be read as one',
      'Check its brackets and quotes, or write `\\:` where a colon is meant.',
    )
  return [{ type: 'paragraph', content: inlineFromMdast(node.children, reading) }]
}

/** `::paragraph`: a paragraph without text, which Markdown cannot say. */
export function emptyParagraphFromMdast(node: LeafDirective, reading: Reading): NodeJson {
  expectAttributes(node, [], reading)
  return { type: 'paragraph', content: inlineFromMdast(node.children, reading) }
}

type Picture = Image | ImageReference

function picturesAlone(children: readonly MdastInline[]): Picture[] | null {
  const pictures: Picture[] = []
  for (const child of children) {
    if (child.type === 'image' || child.type === 'imageReference') pictures.push(child)
    else if (child.type !== 'break' && !(child.type === 'text' && child.value.trim() === ''))
      return null
  }
  return pictures.length > 0 ? pictures : null
}
