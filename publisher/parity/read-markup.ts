import type { Nodes } from 'hast'
import { Parser } from 'htmlparser2'

/** An element as it was read back, whatever the format. */
export interface ReadElement {
  name: string
  attributes: Readonly<Record<string, string>>
  children: (ReadElement | string)[]
}

/** Reads HTML or XML into a tree. It is none of the libraries that wrote what it reads. */
export function readMarkup(text: string, { xml }: { xml: boolean }): ReadElement {
  const root: ReadElement = { name: '', attributes: {}, children: [] }
  const open = [root]
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        const element: ReadElement = { name, attributes, children: [] }
        open.at(-1)?.children.push(element)
        open.push(element)
      },
      ontext(piece) {
        open.at(-1)?.children.push(piece)
      },
      onclosetag() {
        open.pop()
      },
    },
    { xmlMode: xml, decodeEntities: true },
  )
  parser.end(text)
  return root
}

/** The shared hast in the same form. */
export function readHast(node: Nodes): ReadElement | string {
  if (node.type === 'text') return node.value
  const children = 'children' in node ? node.children.map(readHast) : []
  if (node.type !== 'element') return { name: '', attributes: {}, children }
  const { className, ...properties } = node.properties
  const attributes: Record<string, string> = {}
  for (const [name, value] of Object.entries(properties))
    if (value !== null && value !== undefined && value !== false) attributes[name] = String(value)
  if (Array.isArray(className)) attributes.class = className.join(' ')
  return { name: node.tagName, attributes, children }
}

export const elementsOf = ({ children }: ReadElement): ReadElement[] =>
  children.filter((child) => typeof child !== 'string')

/** All elements below one that fit, the outermost of each branch. */
export function findAll(
  element: ReadElement,
  fits: (element: ReadElement) => boolean,
): ReadElement[] {
  return elementsOf(element).flatMap((child) => (fits(child) ? [child] : findAll(child, fits)))
}

export const hasClass = ({ attributes }: ReadElement, name: string): boolean =>
  attributes.class?.split(' ').includes(name) ?? false

export function textIn(node: ReadElement | string): string {
  return typeof node === 'string' ? node : node.children.map(textIn).join('')
}
