import type { NodeJson } from '../../guide.ts'
import { languageTag } from '../../marks/marks.ts'
import type { TextDirective } from '../syntax-tree.ts'
import { attribute, expectAttributes, hasAttribute } from './attributes.ts'
import { type Inside, inlineFromMdast, marked } from './inline.ts'
import { addMark, type MarkJson } from './marks.ts'
import { type Reading, sourceOf } from './reading.ts'

type Handler = (node: TextDirective, reading: Reading, inside: Inside) => NodeJson[] | null

/** Directives within text, by name. A handler gives null where what it needs is missing. */
const handlers: Record<string, Handler> = {
  sup: markDirective({ type: 'superscript' }),
  sub: markDirective({ type: 'subscript' }),
  strong: markDirective({ type: 'strong' }),
  em: markDirective({ type: 'emphasis' }),
  code: markDirective({ type: 'code' }),
  lang: languageFromMdast,
  cite: citationFromMdast,
  ref: crossReferenceFromMdast,
  br: hardBreakFromMdast,
}

/** A directive within text. What only looks like one (`10:30`, `and:or`) is text. */
export function textDirectiveFromMdast(
  node: TextDirective,
  reading: Reading,
  inside: Inside,
): NodeJson[] {
  const source = sourceOf(node, reading)
  const handler = Object.hasOwn(handlers, node.name) ? handlers[node.name] : undefined
  if (handler) {
    const pieces = handler(node, reading, inside)
    if (pieces) return pieces
    reading.report(
      node,
      'error',
      'directive-malformed',
      `\`:${node.name}\` cannot be read`,
      'Check its brackets, braces and quotes (see guides/MARKDOWN.md), or write `\\:` for a colon.',
    )
    return [marked({ type: 'text', text: source }, inside)]
  }
  if (source === `:${node.name}`) return [marked({ type: 'text', text: source }, inside)]
  reading.report(
    node,
    'error',
    'unknown-directive',
    `There is no directive \`:${node.name}\``,
    'See guides/MARKDOWN.md for the directives, or write `\\:` where a colon is meant.',
  )
  return inlineFromMdast(node.children, reading, inside)
}

function markDirective(mark: MarkJson): Handler {
  return (node, reading, inside) => {
    if (node.children.length === 0) return null
    expectAttributes(node, [], reading)
    return inlineFromMdast(node.children, reading, {
      ...inside,
      marks: addMark(inside.marks, mark, node, reading),
    })
  }
}

function languageFromMdast(node: TextDirective, reading: Reading, inside: Inside) {
  const lang = attribute(node, 'lang')
  if (!languageTag.test(lang) || node.children.length === 0) return null
  expectAttributes(node, ['lang'], reading)
  const mark = { type: 'language', attrs: { lang } }
  return inlineFromMdast(node.children, reading, {
    ...inside,
    marks: addMark(inside.marks, mark, node, reading),
  })
}

function citationFromMdast(node: TextDirective, reading: Reading, inside: Inside) {
  if (!hasAttribute(node, 'key')) return null
  expectAttributes(node, ['key', 'locator'], reading)
  const attrs = { key: attribute(node, 'key'), locator: attribute(node, 'locator') }
  return [
    marked({ type: 'citation', attrs }, inside),
    ...inlineFromMdast(node.children, reading, inside),
  ]
}

function crossReferenceFromMdast(node: TextDirective, reading: Reading, inside: Inside) {
  if (!hasAttribute(node, 'to')) return null
  expectAttributes(node, ['to'], reading)
  return [
    marked({ type: 'crossReference', attrs: { to: attribute(node, 'to') } }, inside),
    ...inlineFromMdast(node.children, reading, inside),
  ]
}

function hardBreakFromMdast(node: TextDirective, reading: Reading, inside: Inside) {
  expectAttributes(node, [], reading)
  return [marked({ type: 'hardBreak' }, inside), ...inlineFromMdast(node.children, reading, inside)]
}
