import type { ServerName } from './servers.ts'

/** Part and column to figure, for each server. */
export type Figures = Map<ServerName, Record<string, number>>

const yardsticks: ServerName[] = ['yws-memory', 'hocuspocus-memory']

/** Prints one part as a Markdown table: what was measured, and each figure's ratio to two peers. */
export function printPart(title: string, figures: Figures, say: (line: string) => void): void {
  const columns = [...new Set([...figures.values()].flatMap((row) => Object.keys(row)))]
  if (columns.length === 0) return
  say(`\n### ${title}\n`)
  say(`| server | ${columns.join(' | ')} |`)
  say(`|---|${columns.map(() => '---:|').join('')}`)
  for (const [name, row] of figures)
    say(`| ${name} | ${columns.map((column) => shown(row[column])).join(' | ')} |`)
  const ours = [...figures.keys()].filter((name) => name.startsWith('charrette'))
  for (const our of ours)
    for (const peer of yardsticks) {
      const mine = figures.get(our)
      const theirs = figures.get(peer)
      if (!mine || !theirs) continue
      const cells = columns.map((column) => ratio(mine[column], theirs[column]))
      say(`| ${our} ÷ ${peer} | ${cells.join(' | ')} |`)
    }
}

function shown(value: number | undefined): string {
  if (value === undefined || Number.isNaN(value)) return '–'
  if (Number.isInteger(value)) return value.toLocaleString('en')
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2)
}

function ratio(mine: number | undefined, theirs: number | undefined): string {
  if (mine === undefined || !theirs || Number.isNaN(mine) || Number.isNaN(theirs)) return '–'
  return `×${(mine / theirs).toFixed(2)}`
}
