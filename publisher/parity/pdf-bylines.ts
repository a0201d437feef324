import type { GuideHast } from '../hast/guide-to-hast.ts'
import { normalText } from './chapter-facts.ts'
import type { PdfPart } from './read-pdf.ts'

/**
 * The parts of a PDF with their bylines apart: a PDF has no tag for one, so that it is read as the
 * first paragraph of its chapter.
 */
export function withBylines(parts: readonly PdfPart[], { chapters, words }: GuideHast): PdfPart[] {
  const bylines = new Map(
    chapters.map(({ number, title, byline }) => [
      normalText(`${words.chapter} ${number}${title}`),
      normalText(byline),
    ]),
  )
  return parts.map((part) => {
    const byline = bylines.get(part.title)
    if (!byline || !part.text.startsWith(byline)) return part
    let rest = byline.length
    const pages = part.pages.map(({ page, text }) => {
      const kept = text.slice(rest)
      rest = Math.max(0, rest - text.length)
      return { page, text: kept }
    })
    return { ...part, byline, text: part.text.slice(byline.length), pages }
  })
}
