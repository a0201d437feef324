import { strToU8, zipSync } from 'fflate'

const w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
const more =
  'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'

const styles = [
  'Title',
  'heading 1',
  'heading 2',
  'heading 3',
  'heading 5',
  'caption',
  'Quote',
  'List Paragraph',
  'toc 1',
]
const idOf = (name: string): string =>
  name.replace(/\b[a-z]/g, (c) => c.toUpperCase()).replaceAll(' ', '')

const stylesXml = `<w:styles ${w}>${styles
  .map(
    (name) =>
      `<w:style w:type="paragraph" w:styleId="${idOf(name)}"><w:name w:val="${name}"/></w:style>`,
  )
  .join('')}</w:styles>`

const levels = (format: string, start = 1): string =>
  [0, 1, 2]
    .map(
      (level) =>
        `<w:lvl w:ilvl="${level}"><w:start w:val="${start}"/><w:numFmt w:val="${format}"/></w:lvl>`,
    )
    .join('')

const numberingXml = `<w:numbering ${w}><w:abstractNum w:abstractNumId="0">${levels('bullet')}</w:abstractNum><w:abstractNum w:abstractNumId="1">${levels('decimal')}</w:abstractNum><w:abstractNum w:abstractNumId="2">${levels('decimal', 4)}</w:abstractNum>${[
  0, 1, 2,
]
  .map((id) => `<w:num w:numId="${id + 1}"><w:abstractNumId w:val="${id}"/></w:num>`)
  .join('')}</w:numbering>`

/** What a Word file holds beside its text. */
export interface WordFileParts {
  footnotes?: string
  comments?: string
  commentsExtended?: string
  relationships?: string
  files?: Record<string, Uint8Array>
}

/** A small .docx, with the styles and lists that tests are about; `body` is what stands in `w:body`. */
export function wordFile(body: string, parts: WordFileParts = {}): Uint8Array {
  const { footnotes, comments, commentsExtended, relationships = '', files = {} } = parts
  const kinds = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const type = 'application/vnd.openxmlformats-officedocument.wordprocessingml'
  const optional = { footnotes, comments, commentsExtended }
  const there = Object.entries(optional).filter(([, xml]) => xml !== undefined)
  const xml: Record<string, string> = {
    '[Content_Types].xml': `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/><Default Extension="emf" ContentType="image/x-emf"/><Override PartName="/word/document.xml" ContentType="${type}.document.main+xml"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="d" Type="${kinds}/officeDocument" Target="word/document.xml"/></Relationships>`,
    'word/_rels/document.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="s" Type="${kinds}/styles" Target="styles.xml"/><Relationship Id="n" Type="${kinds}/numbering" Target="numbering.xml"/>${there
      .map(([name]) => `<Relationship Id="${name}" Type="${kinds}/${name}" Target="${name}.xml"/>`)
      .join('')}${relationships}</Relationships>`,
    'word/styles.xml': stylesXml,
    'word/numbering.xml': numberingXml,
    'word/document.xml': `<w:document ${w} ${more}><w:body>${body}</w:body></w:document>`,
  }
  const roots = {
    footnotes: 'w:footnotes',
    comments: 'w:comments',
    commentsExtended: 'w15:commentsEx',
  }
  for (const [name, root] of Object.entries(roots)) {
    const content = optional[name as keyof typeof optional]
    if (content !== undefined)
      xml[`word/${name}.xml`] = `<${root} ${w} ${more}>${content}</${root}>`
  }
  const entries = Object.entries(xml).map(([path, text]) => [path, strToU8(text)] as const)
  return zipSync({ ...Object.fromEntries(entries), ...files })
}

/** A paragraph; text that does not begin with a tag becomes one run. */
export const para = (content: string, style = '', properties = ''): string =>
  `<w:p><w:pPr>${style ? `<w:pStyle w:val="${idOf(style)}"/>` : ''}${properties}</w:pPr>${content.startsWith('<') || content === '' ? content : run(content)}</w:p>`

export const run = (text: string, properties = ''): string =>
  `<w:r>${properties ? `<w:rPr>${properties}</w:rPr>` : ''}<w:t xml:space="preserve">${text}</w:t></w:r>`

/** An item of a list: 1 has bullets, 2 numbers from 1, 3 numbers from 4. */
export const item = (content: string, list: 1 | 2 | 3, level = 0, properties = ''): string =>
  para(
    content,
    'List Paragraph',
    `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${list}"/></w:numPr>${properties}`,
  )

const by = 'w:author="Ben" w:date="2026-03-01T10:00:00Z"'
export const ins = (text: string): string => `<w:ins w:id="1" ${by}>${run(text)}</w:ins>`
export const del = (text: string): string =>
  `<w:del w:id="1" ${by}><w:r><w:delText xml:space="preserve">${text}</w:delText></w:r></w:del>`
/** Of a paragraph's own mark. */
export const markIns = `<w:rPr><w:ins w:id="1" ${by}/></w:rPr>`
export const markDel = `<w:rPr><w:del w:id="1" ${by}/></w:rPr>`

export const cell = (content: string, properties = ''): string =>
  `<w:tc><w:tcPr>${properties}</w:tcPr>${content.startsWith('<') ? content : para(content)}</w:tc>`
export const row = (cells: string, properties = ''): string =>
  `<w:tr><w:trPr>${properties}</w:trPr>${cells}</w:tr>`
export const wordTable = (rows: string, properties = ''): string =>
  `<w:tbl><w:tblPr>${properties}</w:tblPr>${rows}</w:tbl>`
