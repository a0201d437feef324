import { isMap, isSeq, LineCounter, parseDocument } from 'yaml'
import { cslItemSchema } from '../csl-item.ts'
import { type Finding, finding } from '../finding.ts'
import type { CslItem } from '../guide.ts'

const file = 'bibliography.json'

/** Reads bibliography.json. Entries that do not fit are findings with their line. */
export function readBibliography(source: string): { items: CslItem[]; findings: Finding[] } {
  const lines = new LineCounter()
  // JSON is YAML, and this reader knows the lines.
  const document = parseDocument(source, { lineCounter: lines, schema: 'json' })
  const findings: Finding[] = []
  const report = (
    offset: number,
    ruleId: string,
    message: string,
    mend: string,
    quote = '',
  ): void => {
    const { line, col } = lines.linePos(offset)
    const place = { file, line: Math.max(line, 1), column: Math.max(col, 1) }
    findings.push(finding({ ruleId, severity: 'error', message, mend, quote, ...place }))
  }
  const malformed = jsonError(source)
  if (malformed !== null) {
    const offset = document.errors[0]?.pos[0] ?? 0
    report(
      offset,
      'json',
      `This is not JSON: ${malformed}`,
      'Mend the brackets, quotes and commas.',
    )
    return { items: [], findings }
  }
  if (!isSeq(document.contents)) {
    report(0, 'bibliography', 'A bibliography is an array', 'Put the entries between `[` and `]`.')
    return { items: [], findings }
  }
  const items = new Map<string, CslItem>()
  for (const node of document.contents.items) {
    const offsetOf = (path: readonly PropertyKey[]): number => {
      const [first] = path
      const inner = isMap(node) && typeof first === 'string' ? node.get(first, true) : null
      return inner?.range?.[0] ?? (node as { range?: [number, number, number] }).range?.[0] ?? 0
    }
    const value: unknown = (node as { toJSON?: () => unknown }).toJSON?.() ?? node
    const parsed = cslItemSchema.safeParse(value)
    const id = isMap(node) ? String(node.get('id') ?? '') : ''
    if (!parsed.success) {
      for (const issue of parsed.error.issues)
        report(
          offsetOf(issue.path),
          'bibliography',
          `${id ? `Entry \`${id}\`` : 'An entry'}: \`${issue.path.join('.') || 'entry'}\` does not fit: ${issue.message}`,
          'Write the entry in CSL-JSON (guides/MARKDOWN.md).',
          id,
        )
      continue
    }
    if (items.has(parsed.data.id))
      report(
        offsetOf(['id']),
        'bibliography',
        `Two entries are called \`${id}\``,
        'Give one of them another id, or delete it.',
        id,
      )
    else items.set(parsed.data.id, parsed.data as CslItem)
  }
  return { items: [...items.values()], findings }
}

function jsonError(source: string): string | null {
  try {
    JSON.parse(source)
    return null
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
