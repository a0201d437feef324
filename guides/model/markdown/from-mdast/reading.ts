import type { Definition, FootnoteDefinition, Root } from 'mdast'
import { toString as textOf } from 'mdast-util-to-string'
import { visit } from 'unist-util-visit'
import { type Finding, finding, quoteOf } from '../../finding.ts'
import type { MdastNode } from '../syntax-tree.ts'

type Severity = Finding['severity']

/** What the addresses of a book's file lead to within the book. */
export interface RelativeAddresses {
  /** The id that a link leads to and what that is called, or null where it leads to no chapter. */
  link(href: string): { id: string; title: string } | null
  /** A picture's path from the folder on. */
  picture(src: string): string
}

/** One chapter file while it is read: its source, its notes, and the findings so far. */
export interface Reading {
  source: string
  findings: Finding[]
  /** Notes by identifier, and those that the text has referred to. */
  notes: Map<string, FootnoteDefinition>
  notesUsed: Set<string>
  /** Addresses of reference links and pictures, by identifier. */
  addresses: Map<string, Definition>
  /** What relative addresses mean, where the file is a chapter of a book with files of its own. */
  relative: RelativeAddresses | null
  /** Adds a finding at a node. */
  report(node: MdastNode, severity: Severity, ruleId: string, message: string, mend: string): void
}

export function readingOf(
  source: string,
  tree: Root,
  file: string,
  relative: RelativeAddresses | null = null,
): Reading {
  const reading: Reading = {
    source,
    findings: [],
    notes: new Map(),
    notesUsed: new Set(),
    addresses: new Map(),
    relative,
    report(node, severity, ruleId, message, mend) {
      const { line = null, column = null } = node.position?.start ?? {}
      const quote = quoteOf(textOf(node) || sourceOf(node, reading))
      reading.findings.push(finding({ ruleId, severity, message, mend, quote, file, line, column }))
    },
  }
  visit(tree, (node) => {
    // The first of two definitions counts, as in CommonMark and GFM.
    if (node.type === 'footnoteDefinition' && !reading.notes.has(node.identifier))
      reading.notes.set(node.identifier, node)
    if (node.type === 'definition' && !reading.addresses.has(node.identifier))
      reading.addresses.set(node.identifier, node)
  })
  return reading
}

/** The Markdown that a node was read from. */
export function sourceOf(node: MdastNode, { source }: Pick<Reading, 'source'>): string {
  const { start, end } = node.position ?? {}
  return start?.offset === undefined || end?.offset === undefined
    ? ''
    : source.slice(start.offset, end.offset)
}
