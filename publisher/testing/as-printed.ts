import { guideToHast } from '../hast/guide-to-hast.ts'
import { emptyFacts, normalText } from '../parity/chapter-facts.ts'
import { expectedFacts } from '../parity/expected-facts.ts'
import { mentionsMark, pageMark } from '../parity/facts-of-markup.ts'
import type { PdfText } from '../parity/read-pdf.ts'
import { printWordsFor } from '../print/print-words.ts'
import type { ReleaseBundle } from '../release-bundle.ts'

/**
 * What the PDF of a release would say, with so many letters a page: for tests that need its pages and
 * not its layout. A cover, a colophon and one page of contents go before.
 */
export function asPrinted({ guide }: ReleaseBundle, letters: number): PdfText {
  const hast = guideToHast(guide, { notes: 'end' })
  const { onPage, citedOn } = printWordsFor(guide.frontMatter.lang)
  let page = 3
  const parts = expectedFacts(hast).map((facts, index) => {
    const text = facts.byline
      .concat(facts.text)
      .replaceAll(pageMark, normalText(`${onPage} 12`))
      .replaceAll(mentionsMark, normalText(`${citedOn} 3, 4`))
    const count = Math.max(1, Math.ceil(text.length / letters))
    const pages = Array.from({ length: count }, (_, at) => {
      page += 1
      return { page, text: text.slice(at * letters, (at + 1) * letters) }
    })
    const isChapter = index < hast.chapters.length
    const opening = isChapter ? normalText(`${hast.words.chapter} ${index + 1}`) : ''
    return { ...facts, title: opening + facts.title, byline: '', text, pages, addresses: [] }
  })
  const contents = emptyFacts(normalText(hast.words.contents))
  return {
    parts: [{ ...contents, pages: [{ page: 3, text: '' }], addresses: [] }, ...parts],
    labels: [
      'i',
      'ii',
      'iii',
      ...Array.from({ length: page - 3 }, (_, index) => String(index + 1)),
    ],
  }
}
