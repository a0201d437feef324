import { idPattern } from '../../nodes/id.ts'
import type { Directive } from '../syntax-tree.ts'
import type { Reading } from './reading.ts'

/** Reports attributes that a directive does not have. */
export function expectAttributes(
  node: Directive,
  known: readonly string[],
  reading: Reading,
): void {
  for (const name of Object.keys(node.attributes ?? {}))
    if (!known.includes(name))
      reading.report(
        node,
        'error',
        'unknown-attribute',
        `\`${node.name}\` has no attribute \`${name}\``,
        known.length > 0
          ? `Take it out; \`${node.name}\` knows ${known.join(', ')}.`
          : `Take it out; \`${node.name}\` has no attributes.`,
      )
}

/** A directive's attribute as text; empty where it is missing. */
export function attribute(node: Directive, name: string): string {
  return node.attributes?.[name] ?? ''
}

/** Whether an attribute is there, with or without a value (`{decorative}`). */
export function hasAttribute(node: Directive, name: string): boolean {
  return Object.hasOwn(node.attributes ?? {}, name)
}

/** The directive's id, or null; what cannot be an id is reported. */
export function idAttribute(node: Directive, reading: Reading): string | null {
  const id = attribute(node, 'id')
  if (!id || idPattern.test(id)) return id || null
  reportId(node, id, reading)
  return null
}

export function reportId(
  node: Parameters<Reading['report']>[0],
  id: string,
  reading: Reading,
): void {
  reading.report(
    node,
    'error',
    'id-syntax',
    `\`${id}\` cannot be an id`,
    'Use lower-case letters, digits and hyphens, beginning with a letter.',
  )
}

/** A number, or null where the attribute is missing; what is not a number is reported. */
export function numberAttribute(node: Directive, name: string, reading: Reading): number | null {
  const value = attribute(node, name).trim()
  if (value === '') return null
  const number = Number(value)
  if (Number.isFinite(number)) return number
  reading.report(
    node,
    'error',
    'attribute-number',
    `\`${name}\` is not a number: \`${value}\``,
    'Write digits alone, without thousands separators.',
  )
  return null
}
