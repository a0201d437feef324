import type { Image, ImageReference } from 'mdast'
import type { NodeJson } from '../../guide.ts'
import type { LeafDirective } from '../syntax-tree.ts'
import { attribute, expectAttributes, hasAttribute, idAttribute } from './attributes.ts'
import { inlineFromMdast } from './inline.ts'
import type { Reading } from './reading.ts'

export function figureFromMdast(node: LeafDirective, reading: Reading): NodeJson {
  expectAttributes(node, ['id', 'src', 'alt', 'decorative', 'credit'], reading)
  if (!hasAttribute(node, 'src'))
    reading.report(
      node,
      'error',
      'figure-src',
      'This figure names no picture',
      'Name one of the guide’s pictures: `src="pictures/map.svg"`.',
    )
  return {
    type: 'figure',
    attrs: {
      src: attribute(node, 'src'),
      alt: attribute(node, 'alt'),
      decorative: hasAttribute(node, 'decorative') && attribute(node, 'decorative') !== 'false',
      credit: attribute(node, 'credit'),
      id: idAttribute(node, reading),
    },
    content: inlineFromMdast(node.children, reading),
  }
}

/** `![alt](src "caption")` alone in a paragraph. */
export function plainPictureFromMdast(node: Image | ImageReference, reading: Reading): NodeJson {
  const { url = '', title = null } =
    node.type === 'image' ? node : (reading.addresses.get(node.identifier) ?? {})
  return {
    type: 'figure',
    attrs: {
      src: reading.relative?.picture(url) ?? pathInFolder(url),
      alt: node.alt ?? '',
      decorative: false,
      credit: '',
      id: null,
    },
    content: title ? [{ type: 'text', text: title }] : [],
  }
}

/** Plain Markdown names pictures from the chapter's file on: `../pictures/map.svg`. */
function pathInFolder(url: string): string {
  const path = url.replace(/^(\.\.?\/)+/, '')
  try {
    return decodeURI(path)
  } catch {
    return path
  }
}
