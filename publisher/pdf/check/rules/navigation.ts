import { PdfArray, PdfDict, PdfName, PdfString } from '@libpdf/core'
import { annotationsOf, type CheckedPdf } from '../checked-pdf.ts'
import { readNumberTree } from '../structure-tree.ts'
import type { Report } from '../violation.ts'

/** Pages from which on a document is unusable without bookmarks and without the printed page numbers. */
const longFrom = 10

/** PDF/UA-1, 7.17, which Matterhorn leaves to people: bookmarks, page labels, targets that exist. */
export function navigation(pdf: CheckedPdf, report: Report): void {
  const { file } = pdf
  const isLong = file.pages.length >= longFrom
  const outlines = file.dict(file.catalog, 'Outlines')
  if (isLong && !outlines?.has('First'))
    report(
      'charrette-bookmarks',
      `The document has ${file.pages.length} pages and no bookmarks.`,
      'Write bookmarks from its headings.',
    )
  const leadsSomewhere = targets(pdf)
  bookmarks(pdf, outlines, leadsSomewhere, report)
  const labels = readNumberTree(file, file.dict(file.catalog, 'PageLabels'))
  if (isLong && !labels.has(0))
    report(
      'charrette-page-labels',
      'The page numbers that readers see are not those of the printed pages.',
      'Write PageLabels from the first page on.',
    )
  for (const { dict, subtype, page, object } of annotationsOf(file))
    if (subtype === 'Link' && !leadsSomewhere(dict))
      report(
        'charrette-link-target',
        'The link leads nowhere.',
        'Give it a destination that the document has, or an address.',
        { page, object },
      )
}

function bookmarks(
  { file }: CheckedPdf,
  outlines: PdfDict | undefined,
  leadsSomewhere: (dict: PdfDict) => boolean,
  report: Report,
): void {
  const seen = new Set<PdfDict>()
  const visit = (first: PdfDict | undefined): void => {
    for (let entry = first; entry && !seen.has(entry); entry = file.dict(entry, 'Next')) {
      seen.add(entry)
      const title = file.text(entry, 'Title')?.trim()
      if (!title || !leadsSomewhere(entry))
        report(
          'charrette-bookmark',
          title ? `The bookmark “${title}” leads nowhere.` : 'A bookmark has no title.',
          'Give it a title and a page of the document.',
        )
      visit(file.dict(entry, 'First'))
    }
  }
  visit(file.dict(outlines, 'First'))
}

/** Whether a bookmark or a link leads to a page of the document or does something else. */
function targets({ file }: CheckedPdf): (dict: PdfDict) => boolean {
  const named = file.dict(file.catalog, 'Dests')
  const names = new Set<string>()
  const seen = new Set<PdfDict>()
  const collect = (node: PdfDict | undefined): void => {
    if (!node || seen.has(node)) return
    seen.add(node)
    const entries = file.at(node, 'Names')
    if (entries instanceof PdfArray)
      for (let at = 0; at < entries.length; at += 2) {
        const key = file.resolve(entries.at(at))
        if (key instanceof PdfString) names.add(Buffer.from(key.bytes).toString('latin1'))
      }
    for (const kid of file.array(node, 'Kids')) if (kid instanceof PdfDict) collect(kid)
  }
  collect(file.dict(file.dict(file.catalog, 'Names'), 'Dests'))
  const pages = new Set(file.pages.map(({ ref }) => ref.objectNumber))
  const exists = (destination: unknown): boolean => {
    if (destination instanceof PdfName) return named?.has(destination.value) ?? false
    if (destination instanceof PdfString)
      return names.has(Buffer.from(destination.bytes).toString('latin1'))
    if (!(destination instanceof PdfArray)) return false
    const page = destination.at(0)
    return page?.type === 'ref' && 'objectNumber' in page && pages.has(Number(page.objectNumber))
  }
  return (dict) => {
    const destination = file.at(dict, 'Dest')
    if (destination !== undefined) return exists(destination)
    const action = file.dict(dict, 'A')
    if (!action) return false
    if (file.name(action, 'S') === 'GoTo') return exists(file.at(action, 'D'))
    if (file.name(action, 'S') === 'URI') return Boolean(file.text(action, 'URI'))
    return action.has('S')
  }
}
