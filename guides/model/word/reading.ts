import { type Finding, finding, quoteOf } from '../finding.ts'
import type { NodeJson, Picture } from '../guide.ts'
import { type Loss, losses } from './losses.ts'
import type { Marker } from './mark-changes.ts'
import type { WordDocument, WordImage } from './word-document.ts'

/**
 * A node of the text while it is read: with the comments that its words are in, and the tracked
 * changes that it is in as a whole. Pictures and page breaks stand among words until the paragraph
 * is made.
 */
export interface Piece extends NodeJson {
  comments?: string[]
  inserted?: string
  deleted?: string
  content?: Piece[]
}

/** One document while it is read. */
export interface Reading {
  notes: WordDocument['notes']
  markers: ReadonlyMap<string, Marker>
  /** Paths of the pictures that guides can show. */
  pictures: ReadonlyMap<WordImage, string>
  numbering: Numbering
  /** Comments whose words the reader is among. */
  openComments: Set<string>
  seenComments: Set<string>
  /** Tracked changes that the reader is in. */
  inserted: string | null
  deleted: string | null
  formatting: { id: string; before: readonly string[] } | null
  /** The last heading that can become a chapter's title. */
  chapterTitle: string
  losses: { loss: Loss; quote: string; chapterTitle: string }[]
  /** Notes that something was lost; the words say where. */
  lost(loss: Loss, quote: string): void
}

export type PicturesByPath = Map<string, { picture: Picture; bytes: Uint8Array }>

/** Where the numbers of a list begin, and how far its items have been counted. */
export interface Numbering {
  /** @returns the number that the list's first item has in the file. */
  startOf(numId: string, level: number): number
  counted: Map<string, number>
}

const mostOfOne = 25

/** What was lost as findings, each kind at most so often that one can read them. */
export function findingsOf(reading: Reading): Finding[] {
  const counts = new Map<Loss, number>()
  const findings: Finding[] = []
  for (const { loss, quote, chapterTitle } of reading.losses) {
    const count = (counts.get(loss) ?? 0) + 1
    counts.set(loss, count)
    if (count > mostOfOne) continue
    const [message, mend] = losses[loss]
    findings.push(
      finding({
        ruleId: loss,
        severity: 'warning',
        message,
        mend,
        chapterTitle,
        quote: quoteOf(quote),
      }),
    )
  }
  for (const [loss, count] of counts) {
    if (count <= mostOfOne) continue
    const [message, mend] = losses[loss]
    findings.push(
      finding({
        ruleId: loss,
        severity: 'warning',
        message: `${message} (at ${count - mostOfOne} more places)`,
        mend,
      }),
    )
  }
  return findings
}

/** The words of pieces, deleted ones left out. */
export function wordsOf(pieces: readonly Piece[]): string {
  return pieces
    .map((piece) => {
      if (piece.deleted || piece.type === 'footnote') return ''
      if (piece.type === 'hardBreak') return ' '
      return piece.content ? `${wordsOf(piece.content)} ` : (piece.text ?? '')
    })
    .join('')
}
