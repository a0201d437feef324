import { strToU8, zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { importWord } from './import-word.ts'
import { MOST_WORD_BYTES, openContainer } from './open-container.ts'
import { para, wordFile } from './testing/word-file.ts'

const options = { name: 'file', asGuide: true }
const refusal = async (bytes: Uint8Array): Promise<{ code: string; message: string }> => {
  const error: unknown = await importWord(bytes, options).then(
    () => null,
    (reason: unknown) => reason,
  )
  if (!(error instanceof Error) || !('code' in error)) throw new Error(`Not refused: ${error}`)
  return { code: String(error.code), message: error.message }
}

/** An OLE file, as Word 2003 wrote its documents and every Word writes encrypted ones. */
const ole = (entry: string): Uint8Array =>
  Uint8Array.from([
    ...[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1],
    ...new Uint8Array(504),
    ...Buffer.from(entry, 'utf16le'),
  ])

test.each([
  ['an empty file', new Uint8Array(), 'not-word', 'is empty'],
  ['a text', strToU8('Dear all'), 'not-word', 'not a Word document'],
  ['a PDF', strToU8('%PDF-1.7 '), 'not-word', 'is a PDF'],
  ['an RTF', strToU8('{\\rtf1 }'), 'not-word', 'Rich Text'],
  ['an old .doc', ole('WordDocument'), 'not-word', 'Word 2003'],
  ['an encrypted .docx', ole('EncryptedPackage'), 'word-encrypted', 'password'],
  ['another ZIP', zipSync({ 'a.txt': strToU8('a') }), 'not-word', 'not a Word document'],
  [
    'an .odt',
    zipSync({ mimetype: strToU8('application/vnd.oasis.opendocument.text') }),
    'not-word',
    'OpenDocument',
  ],
  ['half of a .docx', wordFile(para('A')).slice(0, 900), 'word-damaged', 'damaged'],
  [
    'no XML',
    zipSync({ '[Content_Types].xml': strToU8('<'), '_rels/.rels': strToU8('<') }),
    'word-damaged',
    'damaged',
  ],
  ['broken XML', wordFile('<w:p><w:r>'), 'word-damaged', 'damaged'],
])('%s is refused in words that help', async (_, bytes, code, words) => {
  expect(await refusal(bytes)).toEqual({ code, message: expect.stringContaining(words) })
})

/** A ZIP whose parts say that they unpack to so many bytes, as those of a bomb do. */
function saying(path: string, bytes: number): Uint8Array {
  const zip = zipSync({ [path]: strToU8('a'.repeat(100)) })
  const view = new DataView(zip.buffer)
  for (let at = 0; at + 46 < zip.length; at++)
    if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, bytes, true)
  return zip
}

test('what unpacks to too much is refused before it is unpacked', async () => {
  const megabyte = 1024 * 1024
  expect((await refusal(saying('word/media/1.png', 400 * megabyte))).code).toBe('word-too-large')
  expect((await refusal(saying('word/document.xml', 50 * megabyte))).code).toBe('word-too-large')
  expect((await refusal(new Uint8Array(MOST_WORD_BYTES + 1))).code).toBe('word-too-large')
})

test('a part that says that it is small gets no more room than it says', () => {
  const honest = zipSync({
    '[Content_Types].xml': strToU8('<a/>'),
    '_rels/.rels': strToU8('<a/>'),
    'word/media/1.bin': new Uint8Array(100_000),
  })
  const lying = new Uint8Array(honest)
  const view = new DataView(lying.buffer)
  // Size in the central directory's entry of the last part.
  for (let at = 0; at + 46 < lying.length; at++)
    if (view.getUint32(at, true) === 0x02014b50 && view.getUint32(at + 24, true) > 1000)
      view.setUint32(at + 24, 100, true)
  let size: number
  try {
    size = openContainer(lying).get('word/media/1.bin')?.length ?? 0
  } catch {
    size = 0
  }
  expect(size).toBeLessThanOrEqual(100)
})

test('entities of its own are not expanded, and no file of the machine is read', async () => {
  const bytes = wordFile(para('A'))
  const parts = openContainer(bytes)
  const evil =
    '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&b;&f;</w:t></w:r></w:p></w:body></w:document>'
  const made = zipSync({ ...Object.fromEntries(parts), 'word/document.xml': strToU8(evil) })
  const read = await importWord(made, options).then(
    ({ chapters }) => JSON.stringify(chapters),
    (error: Error) => error.message,
  )
  expect(read).not.toContain('aaaaaaaaaaaaaaaaaaaa')
  expect(read).not.toContain('root:')
})

test('elements within elements without end are refused, not a crash', async () => {
  const depth = 4_000
  const deep =
    '<w:sdt><w:sdtContent>'.repeat(depth) + para('A') + '</w:sdtContent></w:sdt>'.repeat(depth)
  expect((await refusal(wordFile(deep))).code).toBe('word-damaged')
})
