/** A sheet and how the page is laid out on it, in points (1/72 inch). */
export interface Paper {
  name: PaperName
  width: number
  height: number
  margin: { top: number; right: number; bottom: number; left: number }
  /** Widths of the text, of the gap beside it and of the column for notes. */
  text: number
  gap: number
  note: number
  /** From the page's top edge to the lower edge of the ground behind a chapter's opening. */
  openingGround: number
}

export const paperNames = ['letter', 'a4'] as const
export type PaperName = (typeof paperNames)[number]

const laidOut = (name: PaperName, width: number, height: number): Paper => {
  const margin = { top: 72, right: 43, bottom: 66, left: 72 }
  const area = width - margin.left - margin.right
  const gap = 22
  const note = Math.round(area * 0.255)
  return {
    name,
    width,
    height,
    margin,
    text: area - gap - note,
    gap,
    note,
    openingGround: Math.round(height * 0.31),
  }
}

/** ANSI A (8.5 × 11 in) and ISO 216 A4 (210 × 297 mm, in whole points as PDF viewers round it). */
export const papers: Readonly<Record<PaperName, Paper>> = {
  letter: laidOut('letter', 612, 792),
  a4: laidOut('a4', 595, 842),
}

/**
 * The paper as CSS: the page's size and margins, and the lengths that style sheets calculate with.
 *
 * @param bound whether the wider margin is the inner one of both pages, for the binding.
 */
export function paperCss(paper: Paper, bound = false): string {
  const { width, height, margin } = paper
  const coverTop = Math.round(height * 0.09)
  const lengths: Record<string, number> = {
    text: paper.text,
    gap: paper.gap,
    'note-width': paper.note,
    opening: paper.openingGround - margin.top,
    'opening-ground': paper.openingGround,
    'area-height': height - margin.top - margin.bottom,
    'paper-width': width,
    'paper-height': height,
    'margin-left': margin.left,
    'margin-right': margin.right,
    'left-page-left': bound ? margin.right : margin.left,
    'left-page-right': bound ? margin.left : margin.right,
    'cover-top': coverTop,
    'cover-height': height - coverTop - 54 - 2,
  }
  const page = `@page{size:${width}pt ${height}pt;margin:${margin.top}pt ${margin.right}pt ${margin.bottom}pt ${margin.left}pt}${
    bound ? `@page:left{margin-left:${margin.right}pt;margin-right:${margin.left}pt}` : ''
  }@page cover{margin:${coverTop}pt 54pt 54pt}`
  return `${page}:root{${Object.entries(lengths)
    .map(([name, length]) => `--${name}:${length}pt`)
    .join(';')}}`
}
