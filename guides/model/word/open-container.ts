import { unzipSync } from 'fflate'
import { WordRefusal } from './word-refusal.ts'

/** The largest Word file that is taken, in bytes. */
export const MOST_WORD_BYTES = 60 * 1024 * 1024
/** What its parts may come to when they are unpacked, in bytes: all together, and one of XML. */
const mostUnpacked = 300 * 1024 * 1024
const mostXml = 40 * 1024 * 1024
const mostParts = 5000

const limits =
  'This file unpacks to more than a Word document of any city has been seen to hold, as files made to overload a server do. Save it anew in Word, in parts if it is long, or make its pictures smaller.'

/**
 * Unpacks a .docx into its parts, by path. Sizes are looked at before anything is unpacked, and no
 * part gets more room than it said that it takes.
 *
 * @throws {WordRefusal} where it is no .docx, is encrypted, or unpacks to too much.
 */
export function openContainer(bytes: Uint8Array): Map<string, Uint8Array> {
  if (bytes.length > MOST_WORD_BYTES)
    throw new WordRefusal(
      'word-too-large',
      `This file has ${Math.ceil(bytes.length / 1024 / 1024)} MB; ${MOST_WORD_BYTES / 1024 / 1024} MB are the most. In Word, “Compress Pictures” makes it smaller; or bring it in in parts.`,
    )
  refuseOtherKinds(bytes)
  const parts = unpack(bytes)
  if (!parts.has('[Content_Types].xml') || !parts.has('_rels/.rels'))
    throw new WordRefusal('not-word', `${otherZip(parts)} Open it in Word and save it as .docx.`)
  return parts
}

/**
 * Looks at a file's first bytes, which takes no time.
 *
 * @throws {WordRefusal} where they are not those of a .docx.
 */
export function refuseOtherKinds(bytes: Uint8Array): void {
  const starts = (...signature: number[]): boolean =>
    signature.every((byte, index) => bytes[index] === byte)
  if (starts(0x50, 0x4b, 0x03, 0x04)) return
  if (starts(0xd0, 0xcf, 0x11, 0xe0)) {
    if (holds(bytes, 'EncryptedPackage'))
      throw new WordRefusal(
        'word-encrypted',
        'This document is protected by a password, so it cannot be read here. In Word, take the password off (File, Info, Protect Document, Encrypt with Password) and save it.',
      )
    throw new WordRefusal(
      'not-word',
      'This is a document of Word 2003 or older (.doc). Open it in Word or LibreOffice and save it as .docx.',
    )
  }
  const what =
    bytes.length === 0
      ? 'This file is empty.'
      : starts(0x25, 0x50, 0x44, 0x46)
        ? 'This is a PDF, not a Word document.'
        : starts(0x7b, 0x5c, 0x72, 0x74, 0x66)
          ? 'This is a document in Rich Text Format (.rtf).'
          : 'This file is not a Word document (.docx).'
  throw new WordRefusal('not-word', `${what} Save the text as .docx and bring that in.`)
}

/** Whether a text in UTF-16, as in the directory of an OLE file, is in the bytes. */
function holds(bytes: Uint8Array, text: string): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(
    Buffer.from(text, 'utf16le'),
  )
}

function unpack(bytes: Uint8Array): Map<string, Uint8Array> {
  let total = 0
  let count = 0
  try {
    const parts = unzipSync(bytes, {
      filter: ({ name, originalSize, compression }) => {
        total += originalSize
        count += 1
        const isXml = /\.(?:xml|rels)$/.test(name)
        if (total > mostUnpacked || count > mostParts || (isXml && originalSize > mostXml))
          throw new WordRefusal('word-too-large', limits)
        if (compression !== 0 && compression !== 8) throw new WordRefusal('word-damaged', damaged)
        return !name.endsWith('/')
      },
    })
    return new Map(Object.entries(parts))
  } catch (error) {
    if (error instanceof WordRefusal) throw error
    throw new WordRefusal('word-damaged', damaged)
  }
}

export const damaged =
  'This Word document is damaged: not all of it can be read. Open it in Word, which may be able to repair it, save it anew and try again.'

function otherZip(parts: ReadonlyMap<string, Uint8Array>): string {
  const kind = parts.get('mimetype')
  const mimetype = kind ? new TextDecoder().decode(kind.subarray(0, 100)) : ''
  if (mimetype.includes('opendocument.text')) return 'This is an OpenDocument text (.odt).'
  if (mimetype.includes('epub')) return 'This is an EPUB.'
  return 'This file is not a Word document (.docx).'
}
