import type { Paragraph } from 'mdast'
import type { NodeJson } from '../../guide.ts'
import type {
  ContainerDirective,
  LeafDirective,
  MdastInline,
  TextDirective,
} from '../syntax-tree.ts'
import type { Block } from './blocks.ts'

/** Attributes of a directive: what is null, empty or false is left out, `true` has no value. */
export type Attributes = Record<string, string | number | boolean | null | undefined>

export function containerDirective(
  name: string,
  attributes: Attributes,
  children: Block[],
  label: MdastInline[] = [],
): ContainerDirective {
  const labelParagraph: Paragraph = {
    type: 'paragraph',
    data: { directiveLabel: true },
    children: label,
  }
  return {
    type: 'containerDirective',
    name,
    attributes: written(attributes),
    children: label.length > 0 ? [labelParagraph, ...children] : children,
  }
}

export function leafDirective(
  name: string,
  attributes: Attributes = {},
  children: MdastInline[] = [],
): LeafDirective {
  return { type: 'leafDirective', name, attributes: written(attributes), children }
}

export function textDirective(
  name: string,
  attributes: Attributes = {},
  children: MdastInline[] = [],
): TextDirective {
  return { type: 'textDirective', name, attributes: written(attributes), children }
}

/** An attribute of the model, for a directive. */
export function attr(node: NodeJson, name: string): string | number | boolean | null {
  const value = node.attrs?.[name]
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? value
    : null
}

function written(attributes: Attributes): Record<string, string> {
  return Object.fromEntries(
    Object.entries(attributes).flatMap(([name, value]) => {
      if (value === null || value === undefined || value === '' || value === false) return []
      return [[name, value === true ? '' : String(value)]]
    }),
  )
}
