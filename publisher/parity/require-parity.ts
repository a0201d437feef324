import type { EditionFile } from '../edition-file.ts'
import { guideToHast } from '../hast/guide-to-hast.ts'
import type { Words } from '../hast/words.ts'
import type { Format } from '../manifest.ts'
import { printWordsFor } from '../print/print-words.ts'
import type { ReleaseBundle } from '../release-bundle.ts'
import type { ChapterFacts } from './chapter-facts.ts'
import { type Allowance, compareFacts, type EditionDifference } from './compare-facts.ts'
import { compareWithRelease } from './compare-with-release.ts'
import { expectedFacts, unmarked } from './expected-facts.ts'
import { pageMark } from './facts-of-markup.ts'
import { readDocx } from './read-docx.ts'
import { readPdf } from './read-pdf.ts'
import { readEpub, readWeb } from './read-web.ts'

/** An edition says something else than the release. The message names the first differences. */
export class EditionsDiffer extends Error {
  readonly code = 'editions-differ'
  readonly differences: readonly EditionDifference[]

  constructor(differences: readonly EditionDifference[]) {
    const shown = differences
      .slice(0, 10)
      .map(({ edition, kind, message }) => `${edition}, ${kind}: ${message}.`)
    const more = differences.length - shown.length
    super(
      [
        'The editions do not say what the release says; nothing was published.',
        ...shown,
        ...(more > 0 ? [`… and ${more} more.`] : []),
      ].join('\n'),
    )
    this.differences = differences
  }
}

/**
 * Reads finished editions back and compares what they say with the release.
 *
 * @throws {EditionsDiffer}
 */
export async function requireParity(
  { guide }: ReleaseBundle,
  files: readonly (EditionFile & { format: Format })[],
): Promise<void> {
  const hast = guideToHast(guide, { notes: 'end' })
  const marked = expectedFacts(hast)
  const plain = marked.map(unmarked)
  const differences = compareWithRelease(hast.guide, marked)
  const one = (format: Format): Uint8Array | undefined =>
    files.find((file) => file.format === format)?.bytes
  const web = files.filter(({ format }) => format === 'web')
  if (web.length > 0) differences.push(...compareFacts('Web edition', plain, readWeb(web)))
  const [pdf, epub, docx] = [one('pdf'), one('epub'), one('docx')]
  if (epub) differences.push(...compareFacts('EPUB', plain, readEpub(epub)))
  if (docx) differences.push(...compareFacts('Word document', plain, readDocx(docx)))
  if (pdf) differences.push(...(await comparePdf(pdf, guide.frontMatter.lang, hast.words, marked)))
  if (differences.length > 0) throw new EditionsDiffer(differences)
}

async function comparePdf(
  bytes: Uint8Array,
  lang: string,
  words: Words,
  expected: ReturnType<typeof expectedFacts>,
): Promise<EditionDifference[]> {
  const { parts } = await readPdf(bytes)
  const boxes = [words.done, words.toDo].map((word) => word.replace(/\s/g, ''))
  const notes = words.notes.replace(/\s/g, '')
  const found = parts.map((part) => ({
    ...withoutEnd(part, notes),
    title: part.title.replace(new RegExp(`^${words.chapter}\\d+`), ''),
    // Its boxes are pictures in print.
    figures: part.figures.filter((alt) => !boxes.includes(alt)),
  }))
  return compareFacts('PDF', expected, found, allowanceOfPrint(lang))
}

/** Print has a heading over the notes that stand at a chapter's end. */
function withoutEnd(facts: ChapterFacts, notes: string): ChapterFacts {
  if (facts.headings.at(-1) !== `2 ${notes}` || !facts.text.endsWith(notes)) return facts
  return {
    ...facts,
    text: facts.text.slice(0, -notes.length),
    headings: facts.headings.slice(0, -1),
  }
}

/** Print says the page of a reference, and pages instead of chapters where things are cited and used. */
function allowanceOfPrint(lang: string): Allowance {
  const { onPage, citedOn, definedOn, usedOn } = printWordsFor(lang)
  const said = (text: string): string => text.replace(/\s/g, '')
  const page = new RegExp(`^${said(onPage)}(?:\\d+|[ivxlc]+)`)
  const mentions = new RegExp(`^(?:${[citedOn, definedOn, usedOn].map(said).join('|')})[\\d,]+`)
  return (mark) => (mark === pageMark ? page : mentions)
}
