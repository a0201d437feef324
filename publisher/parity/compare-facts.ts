import { amount, type ChapterFacts } from './chapter-facts.ts'
import { mentionsMark, pageMark } from './facts-of-markup.ts'

/** How an edition differs from the release. */
export interface EditionDifference {
  /** "PDF", "EPUB" …, or "hast" for what all of them are drawn from. */
  edition: string
  kind:
    | 'chapters'
    | 'bylines'
    | 'amounts'
    | 'text'
    | 'headings'
    | 'figures'
    | 'tables'
    | 'notes'
    | 'citations'
    | 'links'
  message: string
}

/**
 * What of a text an edition may add at a mark.
 *
 * @param mark `pageMark` or `mentionsMark`.
 */
export type Allowance = (mark: string) => RegExp

const lists = ['headings', 'figures', 'tables', 'notes', 'citations', 'links'] as const

const singular: Record<(typeof lists)[number], string> = {
  headings: 'heading',
  figures: 'picture',
  tables: 'table',
  notes: 'note',
  citations: 'citation',
  links: 'link',
}

/** Compares what an edition says with what the release has it say, part by part. */
export function compareFacts(
  edition: string,
  expected: readonly ChapterFacts[],
  found: readonly ChapterFacts[],
  allowance?: Allowance,
): EditionDifference[] {
  const differences: EditionDifference[] = []
  const byTitle = new Map<string, ChapterFacts[]>()
  for (const facts of found) byTitle.set(facts.title, [...(byTitle.get(facts.title) ?? []), facts])
  for (const [index, wanted] of expected.entries()) {
    const where = `part ${index + 1} (“${wanted.title}”)`
    const facts = byTitle.get(wanted.title)?.shift()
    if (!facts) {
      differences.push({ edition, kind: 'chapters', message: `${where} is missing` })
      continue
    }
    const differ = (kind: EditionDifference['kind'], message: string): void => {
      differences.push({ edition, kind, message: `${where}: ${message}` })
    }
    if (facts.byline !== wanted.byline)
      differ('bylines', `its byline is “${facts.byline}” where the release has “${wanted.byline}”`)
    compareText(wanted.text, facts.text, allowance, differ)
    for (const kind of lists) compareLists(kind, wanted[kind], facts[kind], allowance, differ)
  }
  return differences
}

type Differ = (kind: EditionDifference['kind'], message: string) => void

function compareText(
  wanted: string,
  found: string,
  allowance: Allowance | undefined,
  differ: Differ,
): void {
  const { piece, at } = firstDifference(wanted, found, allowance)
  if (piece) reportText(piece, found, at, differ)
  else if (at < found.length) differ('text', `it goes on with “${found.slice(at, at + 60)}”`)
}

/** How far two texts agree; `piece` is the part of the wanted one that is not at that place. */
function firstDifference(
  wanted: string,
  found: string,
  allowance: Allowance | undefined,
): { piece: string; at: number } {
  let at = 0
  for (let from = 0; ; ) {
    const mark = nextMark(wanted, from)
    const piece = wanted.slice(from, mark)
    if (!found.startsWith(piece, at)) return { piece, at }
    at += piece.length
    if (mark === wanted.length) return { piece: '', at }
    const allowed = allowance?.(wanted[mark] ?? '').exec(found.slice(at, at + 400))
    at += allowed?.[0].length ?? 0
    from = mark + 1
  }
}

/** Whether a text is the wanted one but for what is allowed. */
function isSame(wanted: string, found: string | undefined, allowance?: Allowance): boolean {
  if (found === undefined) return false
  const { piece, at } = firstDifference(wanted, found, allowance)
  return piece === '' && at === found.length
}

function nextMark(text: string, from: number): number {
  const marks = [pageMark, mentionsMark].map((mark) => text.indexOf(mark, from))
  const next = marks.filter((index) => index >= 0)
  return next.length > 0 ? Math.min(...next) : text.length
}

function reportText(piece: string, found: string, at: number, differ: Differ): void {
  let same = 0
  while (same < piece.length && piece[same] === found[at + same]) same++
  const start = Math.max(0, same - 20)
  const wanted = piece.slice(start, same + 40)
  const instead = found.slice(at + start, at + same + 40)
  const [said, other] = [amountAt(piece, same), amountAt(found, at + same)]
  if (said && other && said !== other)
    differ('amounts', `it says “${other}” where the release says “${said}”, in “${instead}”`)
  else differ('text', `it says “${instead}” where the release says “${wanted}”`)
}

/** The amount that a place is in, or else the one that ends there. */
function amountAt(text: string, at: number): string | undefined {
  let start = at
  while (start > 0 && /[\d.,$€£]/.test(text[start - 1] ?? '')) start--
  const amounts = [...text.slice(start, at + 24).matchAll(amount)].map(({ 0: said, index }) => ({
    said,
    from: start + index,
    to: start + index + said.length,
  }))
  const inside = amounts.find(({ from, to }) => from <= at && at < to)
  return (inside ?? amounts.find(({ to }) => to === at))?.said
}

function compareLists(
  kind: (typeof lists)[number],
  wanted: readonly string[],
  found: readonly string[],
  allowance: Allowance | undefined,
  differ: Differ,
): void {
  const at = wanted.findIndex((item, index) => !isSame(item, found[index], allowance))
  if (at >= 0)
    differ(
      kind,
      found[at] === undefined
        ? `${singular[kind]} ${at + 1} is missing: “${wanted[at]}”`
        : `${singular[kind]} ${at + 1} is “${found[at]}” where the release has “${wanted[at]}”`,
    )
  else if (found.length > wanted.length)
    differ(kind, `it has a ${singular[kind]} too many: “${found[wanted.length]}”`)
}
