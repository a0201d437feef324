import type { CheckedPdf } from '../checked-pdf.ts'
import { textOf } from '../pdf-file.ts'
import type { Report } from '../violation.ts'
import { Xmp } from '../xmp.ts'

const pdfuaid = 'http://www.aiim.org/pdfua/ns/id/'
const dc = 'http://purl.org/dc/elements/1.1/'
const pdf = 'http://ns.adobe.com/pdf/1.3/'
const xmp = 'http://ns.adobe.com/xap/1.0/'

/** Checkpoint 06, and whether the two places that describe a document say the same. */
export function metadata({ file }: CheckedPdf, report: Report): void {
  const stream = file.stream(file.catalog, 'Metadata')
  const bytes = stream && file.decoded(stream)
  if (!bytes) {
    report(
      'matterhorn-06-001',
      'The document has no XMP metadata.',
      'Write an XMP metadata stream into the catalogue.',
    )
    return
  }
  const packet = new Xmp(new TextDecoder().decode(bytes))
  if (packet.values(pdfuaid, 'part')[0] !== '1')
    report(
      'matterhorn-06-002',
      'The XMP metadata does not say that the document is PDF/UA-1.',
      'Write pdfuaid:part with the value 1.',
    )
  if (packet.values(dc, 'title').length === 0)
    report(
      'matterhorn-06-003',
      'The XMP metadata has no title.',
      "Write dc:title with the document's title.",
    )
  const info = file.dict(file.trailer, 'Info')
  const pairs: [key: string, values: string[]][] = [
    ['Title', packet.values(dc, 'title')],
    ['Author', [packet.values(dc, 'creator').join('; ')]],
    ['Subject', packet.values(dc, 'description')],
    ['Keywords', packet.values(pdf, 'Keywords')],
    ['Producer', packet.values(pdf, 'Producer')],
    ['Creator', packet.values(xmp, 'CreatorTool')],
    ['CreationDate', packet.values(xmp, 'CreateDate')],
    ['ModDate', packet.values(xmp, 'ModifyDate')],
  ]
  for (const [key, [inXmp = '']] of pairs) {
    const written = textOf(file.at(info, key)) ?? ''
    const same = key.endsWith('Date') ? moment(written) === moment(inXmp) : written === inXmp
    if (!same)
      report(
        'charrette-metadata-agree',
        `The information dictionary's ${key} is “${written}”, the XMP metadata say “${inXmp}”.`,
        'Write the same into both.',
      )
  }
}

/** Digits of a date down to seconds, of `D:20261124120000Z` as of `2026-11-24T12:00:00Z`. */
const moment = (date: string): string => date.replace(/\D/g, '').slice(0, 14)
