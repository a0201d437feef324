import type { GuideHast } from '../hast/guide-to-hast.ts'
import { shortAddress } from '../print/adapt-for-print.ts'
import { printWordsFor } from '../print/print-words.ts'
import { type ChapterFacts, normalText } from './chapter-facts.ts'
import { type Allowance, compareFacts, type EditionDifference } from './compare-facts.ts'
import { pageMark } from './facts-of-markup.ts'
import { withBylines } from './pdf-bylines.ts'
import { findAll, hasClass, type ReadElement, readHast, textIn } from './read-markup.ts'
import type { PdfPart, PdfText } from './read-pdf.ts'

/** Compares what a PDF says with the release; what print alone may say is named here and nowhere else. */
export function comparePdf(
  pdf: PdfText,
  hast: GuideHast,
  expected: readonly ChapterFacts[],
): EditionDifference[] {
  const { lang } = hast.guide.frontMatter
  const { words } = hast
  const boxes = [words.done, words.toDo].map(normalText)
  const links = printedLinks(hast)
  const differences: EditionDifference[] = []
  const found = withBylines(pdf.parts, hast).map((part) => {
    const title = part.title.replace(new RegExp(`^${words.chapter}\\d+`), '')
    const inPart = links.get(title) ?? []
    for (const address of part.addresses)
      if (!inPart.some((link) => link.address === address))
        differences.push({
          edition: 'PDF',
          kind: 'links',
          message: `“${title}”: it prints the address “${address}”, which no link of the release has`,
        })
    return {
      ...withoutEnd(part, words.notes, printWordsFor(lang).addresses, inPart),
      title,
      // Its boxes are pictures in print.
      figures: part.figures.filter((alt) => !boxes.includes(alt)),
    }
  })
  return [...differences, ...compareFacts('PDF', expected, found, allowanceOfPrint(lang))]
}

interface PrintedLink {
  words: string
  address: string
}

/** Links out of the guide by the chapter's title, as print may list them. */
function printedLinks({ chapters }: GuideHast): Map<string, PrintedLink[]> {
  const links = new Map<string, PrintedLink[]>()
  for (const { title, hast, notes } of chapters) {
    const root: ReadElement = {
      name: '',
      attributes: {},
      children: [hast, ...notes.flatMap((note) => note.hast)].map(readHast),
    }
    const found = findAll(root, (element) => hasClass(element, 'external')).map((link) => ({
      words: normalText(textIn(link)),
      address: normalText(shortAddress(link.attributes.href ?? '')),
    }))
    const key = normalText(title)
    links.set(key, [...(links.get(key) ?? []), ...found])
  }
  return links
}

/** Print has the notes that stand at a chapter's end, and addresses of its links, under headings. */
function withoutEnd(
  facts: PdfPart,
  notesTitle: string,
  addressesTitle: string,
  links: readonly PrintedLink[],
): ChapterFacts {
  let { text } = facts
  const headings = [...facts.headings]
  const addresses = normalText(addressesTitle)
  if (headings.at(-1) === `2 ${addresses}`) {
    const at = text.lastIndexOf(addresses)
    if (isListOf(text.slice(at + addresses.length), links)) {
      text = text.slice(0, at)
      headings.pop()
    }
  }
  const notes = normalText(notesTitle)
  if (headings.at(-1) === `2 ${notes}` && text.endsWith(notes)) {
    text = text.slice(0, -notes.length)
    headings.pop()
  }
  return { ...facts, text, headings }
}

/** Whether a text is nothing but "words:address" of links. */
function isListOf(text: string, links: readonly PrintedLink[]): boolean {
  const items = links.map(({ words, address }) => `${words}:${address}`)
  // An address may begin with another: the longest item first.
  items.sort((a, b) => b.length - a.length)
  let rest = text
  while (rest) {
    const item = items.find((said) => rest.startsWith(said))
    if (!item) return false
    rest = rest.slice(item.length)
  }
  return true
}

/** Print says the page of a reference, and pages instead of chapters where things are cited and used. */
export function allowanceOfPrint(lang: string): Allowance {
  const { onPage, citedOn, definedOn, usedOn } = printWordsFor(lang)
  const page = new RegExp(`^${normalText(onPage)}(?:\\d+|[ivxlc]+)`)
  const mentions = new RegExp(
    `^(?:${[citedOn, definedOn, usedOn].map(normalText).join('|')})[\\d,]+`,
  )
  return (mark) => (mark === pageMark ? page : mentions)
}
