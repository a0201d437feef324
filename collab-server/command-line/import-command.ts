import { readdir, readFile } from 'node:fs/promises'
import { basename, extname, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { type Finding, writeGuideFolder } from '@charrette/guides'
import { writeToDisk } from '@charrette/guides/folder'
import { guideFromWord, importWord } from '@charrette/guides/word'
import { appearWhole } from '@charrette/publisher/appear-whole'
import { UsageError } from './usage-error.ts'

/**
 * `charrette import FILE.docx --out DIR`: writes a Word document as a guide's folder of Markdown, and
 * says line by line what was not carried over. The folder appears whole or not at all.
 *
 * @returns 0.
 * @throws {UsageError} for bad usage; {WordRefusal} where the file cannot be read; {Error} where the
 *   folder has something in it.
 */
export async function importCommand(
  args: string[],
  io: { stdout(text: string): void; stderr(text: string): void },
): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { out: { type: 'string' }, json: { type: 'boolean', default: false } },
  })
  const [file, ...others] = positionals
  if (!file || others.length > 0 || !values.out)
    throw new UsageError('“charrette import” needs one Word file, and --out, a folder to write to.')
  const out = resolve(values.out)
  const there = await readdir(out).catch(() => [])
  if (there.length > 0)
    throw new Error(`${out} has files in it. Name an empty or a new folder with --out.`)
  const bytes = await readFile(file).catch(() => {
    throw new UsageError(`There is no file ${file} that can be read.`)
  })
  const name = basename(file, extname(file)).replace(/[-_]+/g, ' ').trim() || 'Guide'
  const imported = await importWord(new Uint8Array(bytes), { name, asGuide: true })
  const { guide, findings } = guideFromWord(imported, name)
  const pictures = new Map(
    [...imported.pictures.values()].map(({ picture, bytes }) => [picture.sha256, bytes]),
  )
  await appearWhole(out, async (staging) => {
    await writeToDisk(writeGuideFolder(guide, pictures), staging)
  })
  if (values.json) {
    const chapters = guide.chapters.map(({ id, title }) => ({ id, title }))
    io.stdout(
      `${JSON.stringify({ out: values.out, title: guide.frontMatter.title, chapters, findings })}\n`,
    )
    return 0
  }
  for (const finding of findings) io.stderr(`${reportLine(finding)}\n`)
  const count = (number: number, noun: string) => `${number} ${noun}${number === 1 ? '' : 's'}`
  io.stdout(
    `“${guide.frontMatter.title}”: ${count(guide.chapters.length, 'chapter')}, ${count(imported.pictures.size, 'picture')}, in ${values.out}. ${findings.length === 0 ? 'Everything was carried over.' : `${count(findings.length, 'place')} to look at.`}\n`,
  )
  return 0
}

/** `Chapter “words”: What happened. What to do.` */
function reportLine({ chapterTitle, quote, message, mend }: Finding): string {
  const place = [chapterTitle || 'Document', quote ? `“${quote}”` : ''].filter(Boolean).join(' ')
  return `${place}: ${message}. ${mend}`
}
