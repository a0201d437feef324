import { parseSync } from 'vite'

/** The attributes that are read or heard: of the browser's elements, and of components that hand them on. */
const said = new Set([
  'aria-label',
  'aria-description',
  'title',
  'placeholder',
  'label',
  'alt',
  'description',
  'heading',
  'hint',
  'words',
  'send',
  'verb',
  'action',
  'refusal',
])

interface Node {
  type: string
  [field: string]: unknown
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'

const childrenOf = (node: Node): Node[] => Object.values(node).flat().filter(isNode)

function parsed(path: string, code: string): Node {
  const { program, errors } = parseSync(path, code)
  if (errors[0]) throw new SyntaxError(`${path}: ${errors[0].message}`)
  return program as unknown as Node
}

const textOf = (template: Node, gap: string): string =>
  (template.quasis as { value: { cooked: string } }[]).map(({ value }) => value.cooked).join(gap)

/**
 * The sentences that code has in quotation marks, with `{}` for their gaps.
 *
 * @param path by whose ending it is known whether the code is TSX.
 * @throws {SyntaxError} where the code cannot be read.
 */
export function sentencesIn(path: string, code: string): string[] {
  const found: string[] = []
  const walk = (node: Node): void => {
    if (node.type === 'ImportDeclaration') return
    if (node.type === 'Literal' && typeof node.value === 'string') found.push(node.value)
    if (node.type === 'TemplateLiteral') found.push(textOf(node, '{}'))
    for (const child of childrenOf(node)) walk(child)
  }
  walk(parsed(path, code))
  return found.filter((text) => /^[\p{Lu}“`]/u.test(text) && /\p{L} .*\p{L}/u.test(text))
}

/**
 * The words that a component says by itself, instead of by the messages: those between tags, and
 * those of attributes that are read or heard. What stands in `code` is the same in every language.
 *
 * @param path by whose ending it is known whether the code is TSX.
 * @throws {SyntaxError} where the code cannot be read.
 */
export function wordsIn(path: string, code: string): string[] {
  const found: string[] = []
  const note = (text: unknown) => {
    if (typeof text === 'string' && /\p{L}{2}/u.test(text))
      found.push(text.replace(/\s+/g, ' ').trim())
  }
  /** What an expression comes to where it is words: one of its branches, or a text with gaps. */
  const read = (node: Node): void => {
    if (node.type === 'Literal') note(node.value)
    else if (node.type === 'TemplateLiteral') note(textOf(node, ''))
    else if (node.type === 'JSXExpressionContainer') read(node.expression as Node)
    else if (node.type === 'ConditionalExpression')
      for (const branch of [node.consequent, node.alternate]) read(branch as Node)
    else if (node.type === 'LogicalExpression') read(node.right as Node)
    else walk(node)
  }
  const walk = (node: Node): void => {
    if (node.type === 'JSXText') note(node.value)
    else if (node.type === 'JSXAttribute') {
      const { name } = node.name as { name: unknown }
      if (isNode(node.value)) (said.has(String(name)) ? read : walk)(node.value)
    } else if (node.type === 'JSXElement' || node.type === 'JSXFragment') {
      const { openingElement, children } = node as Node & { children: Node[] }
      const { name } = (openingElement as { name?: { name?: unknown } } | undefined) ?? {}
      if (isNode(openingElement)) walk(openingElement)
      if (name?.name !== 'code') for (const child of children) read(child)
    } else for (const child of childrenOf(node)) walk(child)
  }
  walk(parsed(path, code))
  return found
}
