import { createHash } from 'node:crypto'
import { type PDFContext, type PDFDict, PDFHexString, PDFString } from 'pdf-lib'
import { name } from '../pdf-name.ts'

/** What the file says of itself, in the information dictionary and in XMP alike. */
export interface DocumentFacts {
  title: string
  subject: string
  creators: readonly string[]
  keywords: readonly string[]
  lang: string
  /** ISO 8601, UTC: when the release was made, never when it was printed. */
  releasedAt: string
  /** The release's content hash and what else distinguishes this file: gives the file's id. */
  identity: string
}

/** The program that writes the files. */
export const producer = 'Charrette'

/**
 * Writes what the document is: PDF/UA-1 identifier and Dublin Core in XMP (ISO 14289-1, clause 5 and
 * 7.1), the same in the information dictionary, title shown in the window, language, file id.
 */
export function describeDocument(
  context: PDFContext,
  catalog: PDFDict,
  facts: DocumentFacts,
): void {
  const moment = `${new Date(facts.releasedAt).toISOString().slice(0, 19)}Z`
  const xmp = Buffer.from(xmpOf(facts, moment), 'utf8')
  // Plain, not compressed: programs look for XMP without reading the file's objects.
  catalog.set(
    name('Metadata'),
    context.register(context.stream(xmp, { Type: 'Metadata', Subtype: 'XML' })),
  )
  catalog.set(name('ViewerPreferences'), context.obj({ DisplayDocTitle: true }))
  catalog.set(name('MarkInfo'), context.obj({ Marked: true }))
  catalog.set(name('Lang'), PDFString.of(facts.lang))
  catalog.set(name('PageMode'), name('UseOutlines'))
  const date = PDFString.of(`D:${moment.replace(/[-:TZ]/g, '')}Z`)
  context.trailerInfo.Info = context.register(
    context.obj({
      Title: PDFHexString.fromText(facts.title),
      Author: PDFHexString.fromText(facts.creators.join('; ')),
      Subject: PDFHexString.fromText(facts.subject),
      Keywords: PDFHexString.fromText(facts.keywords.join(', ')),
      Creator: PDFHexString.fromText(producer),
      Producer: PDFHexString.fromText(producer),
      CreationDate: date,
      ModDate: date,
    }),
  )
  const id = createHash('sha256').update(facts.identity).digest('hex').slice(0, 32)
  context.trailerInfo.ID = context.obj([PDFHexString.of(id), PDFHexString.of(id)])
}

function xmpOf(facts: DocumentFacts, moment: string): string {
  const list = (tag: string, kind: 'Seq' | 'Bag', values: readonly string[]): string =>
    values.length === 0
      ? ''
      : `<${tag}><rdf:${kind}>${values.map((value) => `<rdf:li>${escaped(value)}</rdf:li>`).join('')}</rdf:${kind}></${tag}>`
  const inLanguage = (tag: string, text: string): string =>
    text &&
    `<${tag}><rdf:Alt><rdf:li xml:lang="x-default">${escaped(text)}</rdf:li></rdf:Alt></${tag}>`
  return `<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"><pdfuaid:part>1</pdfuaid:part>${inLanguage('dc:title', facts.title)}${inLanguage('dc:description', facts.subject)}${list('dc:creator', 'Seq', [facts.creators.join('; ')])}${list('dc:language', 'Bag', [facts.lang])}${list('dc:subject', 'Bag', facts.keywords)}<pdf:Keywords>${escaped(facts.keywords.join(', '))}</pdf:Keywords><pdf:Producer>${producer}</pdf:Producer><xmp:CreatorTool>${producer}</xmp:CreatorTool><xmp:CreateDate>${moment}</xmp:CreateDate><xmp:ModifyDate>${moment}</xmp:ModifyDate></rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>`
}

const escaped = (text: string): string =>
  text.replace(/[&<>]/g, (c) => (c === '&' ? '&amp;' : c === '<' ? '&lt;' : '&gt;'))
