import { randomUUID } from 'node:crypto'
import { finding, frontMatterSchema, slugFrom, writeGuideToDoc } from '@charrette/guides'
import type { ImportedWord } from '@charrette/guides/word'
import type { Transaction } from 'kysely'
import type { beginGuide } from '../api/begin-guide.ts'
import type { ImportReport } from '../api/contract.ts'
import type { Files } from '../files/index.ts'
import { PictureUnfit, readCleanPicture } from '../pictures/index.ts'
import { type Actor, record } from '../review/index.ts'
import type { GuideRow, Tables } from '../store/tables.ts'
import type { Sync } from '../sync/index.ts'
import { putChapters } from './put-chapters.ts'
import { readInThread } from './read-in-thread.ts'

export interface ImportDependencies {
  files: Files
  sync: Pick<Sync, 'editWithRows'>
}

export interface WordFile {
  bytes: Uint8Array
  /** As the person who sent it calls it. */
  fileName: string
}

/** Whose import it is: an account, and the city that its words are counted for. */
export type Importer = Actor & { cityId: string }

/**
 * Brings a Word file into a guide as new chapters at its end: the text and its report in one
 * transaction.
 *
 * @returns the id of the report.
 * @throws {WordRefusal} where the file cannot be read; {ReadersBusy}.
 */
export async function importIntoGuide(
  { files, sync }: ImportDependencies,
  { guideId, file, importer }: { guideId: string; file: WordFile; importer: Importer },
): Promise<string> {
  const read = await readInThread({
    bytes: file.bytes,
    options: { name: nameOf(file), asGuide: false },
  })
  const imported = await cleanPictures(files, read)
  const now = new Date()
  let chapters: { id: string; title: string }[] = []
  let reportId = ''
  await sync.editWithRows(
    guideId,
    importer,
    (doc) => {
      chapters = putChapters(doc, imported, writerOf(importer), now)
    },
    async (trx) => {
      reportId = await keepReport(trx, { guideId, file, importer, now, imported, chapters })
    },
  )
  return reportId
}

/**
 * Brings a Word file in as a new guide: its row, its text and its report in one transaction.
 *
 * @returns the guide and the id of the report.
 * @throws {WordRefusal} where the file cannot be read; {ReadersBusy}.
 */
export async function importAsGuide(
  { files }: Pick<ImportDependencies, 'files'>,
  {
    consortiumId,
    file,
    importer,
    begin,
  }: {
    consortiumId: string
    file: WordFile
    importer: Importer
    /** Begins the guide, with the rows that belong to it. */
    begin: (beginning: Parameters<typeof beginGuide>[1]) => Promise<GuideRow>
  },
): Promise<{ guide: GuideRow; reportId: string }> {
  const read = await readInThread({
    bytes: file.bytes,
    options: { name: nameOf(file), asGuide: true },
  })
  const imported = await cleanPictures(files, read)
  const now = new Date()
  const title = (imported.title || nameOf(file)).slice(0, 200)
  let chapters: { id: string; title: string }[] = []
  let reportId = ''
  const guide = await begin({
    by: importer,
    consortiumId,
    title,
    wantedSlug: slugFrom(title),
    fill: (doc, slug) => {
      const frontMatter = frontMatterSchema.parse({ title, subtitle: imported.subtitle, slug })
      writeGuideToDoc({ frontMatter, chapters: [], bibliography: [], pictures: {} }, doc)
      chapters = putChapters(doc, imported, writerOf(importer), now)
    },
    together: async (trx, { id: guideId }) => {
      reportId = await keepReport(trx, { guideId, file, importer, now, imported, chapters })
    },
  })
  return { guide, reportId }
}

/**
 * Puts a document's pictures among the server's files, without what cameras write into them. One that
 * cannot be made clean is left out, and the report says so.
 */
export async function cleanPictures(files: Files, read: ImportedWord): Promise<ImportedWord> {
  const pictures: ImportedWord['pictures'] = new Map()
  const findings = [...read.findings]
  for (const [path, { bytes }] of read.pictures) {
    try {
      const clean = await readCleanPicture(bytes)
      await files.put(clean.bytes)
      pictures.set(path, clean)
    } catch (error) {
      if (!(error instanceof PictureUnfit)) throw error
      findings.push(
        finding({
          ruleId: 'word-picture',
          severity: 'warning',
          message: `A picture was left out: ${error.message}`,
          mend: 'Put it in anew where its place is now empty.',
        }),
      )
    }
  }
  return { ...read, pictures, findings }
}

async function keepReport(
  trx: Transaction<Tables>,
  {
    guideId,
    file,
    importer,
    now,
    imported,
    chapters,
  }: {
    guideId: string
    file: WordFile
    importer: Importer
    now: Date
    imported: ImportedWord
    chapters: { id: string; title: string }[]
  },
): Promise<string> {
  const id = randomUUID()
  const report: Omit<ImportReport, 'id' | 'at' | 'fileName' | 'by'> = {
    kind: 'chapters',
    chapters,
    pictures: imported.pictures.size,
    comments: imported.comments.length,
    suggestions: imported.changes.size,
    suggestedBy: [...new Set([...imported.changes.values()].map(({ author }) => author))].filter(
      Boolean,
    ),
    findings: imported.findings.map(({ ruleId, message, mend, chapterTitle, quote }) => ({
      ruleId,
      message,
      mend,
      chapterTitle,
      chapterId: chapters.find(({ title }) => title === chapterTitle)?.id ?? null,
      quote,
    })),
  }
  await insertReport(trx, { id, guideId, file, importer, now, report })
  return id
}

/** Keeps what is said of a file that was brought in, and notes it in the audit log. */
export async function insertReport(
  trx: Transaction<Tables>,
  {
    id,
    guideId,
    file,
    importer,
    now,
    report,
  }: {
    id: string
    guideId: string
    file: WordFile
    importer: Importer
    now: Date
    report: Omit<ImportReport, 'id' | 'at' | 'fileName' | 'by'>
  },
): Promise<void> {
  const at = now.toISOString()
  await trx
    .insertInto('word_import')
    .values({
      id,
      guide_id: guideId,
      account_id: importer.accountId,
      at,
      file_name: file.fileName,
      report: JSON.stringify({ ...report, by: importer.name }),
    })
    .execute()
  await record(trx, {
    guideId,
    at,
    actor: actorOf(importer),
    action: 'import-word',
    summary: `${importer.name} brought in the Word file “${file.fileName}”.`,
    details: { chapters: report.chapters.length, suggestions: report.suggestions },
  })
}

const actorOf = ({ accountId, name, city }: Importer): Actor => ({ accountId, name, city })
const writerOf = actorOf

/** What a chapter without a heading is called. */
const nameOf = ({ fileName }: WordFile): string =>
  fileName
    .replace(/\.docx?$/i, '')
    .replace(/[-_]+/g, ' ')
    .trim() || 'Imported chapter'
