import type { Guide } from '@charrette/guides'
import type { EditionFile } from '../edition-file.ts'
import { type GuideHast, hastWithNotesAtEnd } from '../hast/guide-to-hast.ts'
import type { Format } from '../manifest.ts'
import type { ReleaseBundle } from '../release-bundle.ts'
import type { ChapterFacts } from './chapter-facts.ts'
import { compareFacts, type EditionDifference } from './compare-facts.ts'
import { comparePdf } from './compare-pdf.ts'
import { compareWithRelease } from './compare-with-release.ts'
import { expectedFacts, unmarked } from './expected-facts.ts'
import { readDocx } from './read-docx.ts'
import { type PdfText, readPdf } from './read-pdf.ts'
import { compareJson, readMarkdown } from './read-sources.ts'
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

/** What the editions of a release have to say. */
export interface Expectation {
  hast: GuideHast
  /** With marks where print says more. */
  marked: ChapterFacts[]
  /** What they lack of the release's own document already. */
  differences: EditionDifference[]
}

/** Half of the comparison, which needs no edition: it can be made while they are. */
export function expectationOf(guide: Guide): Expectation {
  const hast = hastWithNotesAtEnd(guide)
  const marked = expectedFacts(hast)
  return { hast, marked, differences: compareWithRelease(hast.guide, marked) }
}

/**
 * Reads finished editions back and compares what they say with the release.
 *
 * @param printed what the PDF says, where it has been read already.
 * @param expectation what they have to say, where it is known already.
 * @throws {EditionsDiffer}
 */
export async function requireParity(
  { guide }: ReleaseBundle,
  files: readonly (EditionFile & { format: Format })[],
  printed?: PdfText,
  { hast, marked, ...expectation }: Expectation = expectationOf(guide),
): Promise<void> {
  const plain = marked.map(unmarked)
  const differences = [...expectation.differences]
  const one = (format: Format): Uint8Array | undefined =>
    files.find((file) => file.format === format)?.bytes
  const web = files.filter(({ format }) => format === 'web')
  if (web.length > 0) {
    const { pages, whole } = readWeb(web)
    differences.push(...compareFacts('Web edition', plain, pages))
    differences.push(...compareFacts('Whole guide on one page', plain, whole))
  }
  const [pdf, epub, docx] = [one('pdf'), one('epub'), one('docx')]
  if (epub) differences.push(...compareFacts('EPUB', plain, readEpub(epub)))
  if (docx) differences.push(...compareFacts('Word document', plain, readDocx(docx)))
  const [markdown, json] = [one('markdown'), one('json')]
  if (markdown) differences.push(...compareFacts('Markdown', plain, await readMarkdown(markdown)))
  if (json) differences.push(...compareJson(json, guide))
  if (pdf) differences.push(...comparePdf(printed ?? (await readPdf(pdf)), hast, marked))
  if (differences.length > 0) throw new EditionsDiffer(differences)
}
