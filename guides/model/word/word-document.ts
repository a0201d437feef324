import { Buffer } from 'node:buffer'
import { zipSync } from 'fflate'
import mammoth from 'mammoth'

// What mammoth reads a Word document into, before it makes HTML of it. mammoth calls its transforms
// unstable: its version is pinned, and these are the parts of its tree that we look at.

export interface WordText {
  type: 'text'
  value: string
}
export interface WordRun {
  type: 'run'
  children: WordInline[]
  styleId: string | null
  styleName: string | null
  isBold: boolean
  isUnderline: boolean
  isItalic: boolean
  isStrikethrough: boolean
  verticalAlignment: 'baseline' | 'superscript' | 'subscript'
  highlight: string | null
}
export interface WordLink {
  type: 'hyperlink'
  children: WordInline[]
  href?: string
  anchor?: string
}
export interface WordImage {
  type: 'image'
  altText?: string | null
  contentType?: string | null
  readAsBuffer(): Promise<Uint8Array>
}
export type WordInline =
  | WordText
  | WordRun
  | WordLink
  | WordImage
  | { type: 'tab' }
  | { type: 'checkbox'; checked: boolean }
  | { type: 'noteReference'; noteType: string; noteId: string }
  | { type: 'commentReference'; commentId: string }
  | { type: 'break'; breakType: 'line' | 'page' | 'column' }
  | { type: 'bookmarkStart'; name: string }

export interface WordParagraph {
  type: 'paragraph'
  children: WordInline[]
  styleId: string | null
  styleName: string | null
  numbering: { level: string; isOrdered: boolean } | null
  indent: { start: string | null }
}
export interface WordTable {
  type: 'table'
  children: WordRow[]
  styleId: string | null
}
export interface WordRow {
  type: 'tableRow'
  children: WordCell[]
  isHeader: boolean
}
export interface WordCell {
  type: 'tableCell'
  children: WordBlock[]
  colSpan: number
  rowSpan: number
}
export type WordBlock = WordParagraph | WordTable | WordInline

export interface WordDocument {
  type: 'document'
  children: WordBlock[]
  notes: { resolve(reference: { noteType: string; noteId: string }): { body: WordBlock[] } | null }
}

/** Elements that mammoth does not know and that say nothing to a reader. */
const withoutWords =
  /^(?:(?:wp|wp14|w14|w15|w16\w*|o|v|office-word|m|a|pic|mc|a14|a16|c|dgm|wps|wpg|wpc):.*|\{.*|w:(?:perm(?:Start|End)|customXml\w+|bookmark\w+|separator|continuationSeparator|pgNum|lastRenderedPageBreak|tblPrEx|pgNum|ptab|cr|fldData|sdt\w*|moveFromRange\w+|moveToRange\w+|softHyphen|footnotePr|endnotePr))$/

/**
 * Reads a document from its parts.
 *
 * @throws what mammoth throws over parts that do not belong together.
 */
export async function readWordDocument(
  parts: ReadonlyMap<string, Uint8Array>,
): Promise<{ document: WordDocument; unknown: string[] }> {
  const zip = zipSync(Object.fromEntries([...parts].map(([path, bytes]) => [path, bytes])), {
    level: 0,
  })
  let read: WordDocument | null = null
  const { messages } = await mammoth.convertToHtml(
    { buffer: Buffer.from(zip.buffer, zip.byteOffset, zip.byteLength) },
    {
      // Never a file of this machine, nor one of the network.
      externalFileAccess: false,
      includeDefaultStyleMap: false,
      includeEmbeddedStyleMap: false,
      transformDocument: (document: WordDocument) => {
        read = document
        return { ...document, children: [] }
      },
    },
  )
  if (!read) throw new Error('mammoth read no document')
  const unknown = messages.flatMap(({ message }) => {
    const [, name = ''] = /^An unrecognised element was ignored: (.*)$/.exec(message) ?? []
    return name && !withoutWords.test(name) ? [name] : []
  })
  return { document: read, unknown: [...new Set(unknown)] }
}
