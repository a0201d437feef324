import type { Look } from './look-with-lighthouse.ts'

/** What a table says of each look; its name stands before these. */
export const columns = [
  'performance',
  'accessibility',
  'best practices',
  'SEO',
  'LCP s',
  'TBT ms',
  'CLS',
  'kB',
  'of it fonts',
  'pictures',
  'JS',
  'performance of every look',
]

/**
 * A line of a table.
 *
 * @param all the looks of which this one is the median.
 */
export function row(look: Look, all: readonly Look[]): string[] {
  const { name, scores, paint, blocked, moved, bytes } = look
  return [
    name,
    ...scores.map(String),
    (paint / 1000).toFixed(2),
    String(Math.round(blocked)),
    moved.toFixed(3),
    ...[bytes.all, bytes.fonts, bytes.pictures, bytes.script].map(inKilobytes),
    all.map(({ scores: [performance] }) => performance).join(', '),
  ]
}

/** kB are 1,000 bytes. */
export const inKilobytes = (bytes = 0): string => (bytes / 1000).toFixed(1)

/** "1.94", or nothing where there is nothing to compare with. */
export const ratio = (theirs: number, ours: number): string =>
  ours > 0 ? (theirs / ours).toFixed(2) : ''

/** A Markdown table. */
export const tableOf = (head: readonly string[], rows: readonly string[][]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
