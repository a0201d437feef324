import { chmod, mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import {
  checkColours,
  checkEpub,
  checkText,
  type PassedCheck,
  publisherVersion,
} from './accessibility/passed-check.ts'
import { appearWhole } from './appear-whole.ts'
import { docxEdition } from './docx/docx-edition.ts'
import { type EditionFile, sha256, textFile } from './edition-file.ts'
import { epubEdition } from './epub/epub-edition.ts'
import { jsonEdition } from './json-edition.ts'
import type { KeptFiles } from './kept-files.ts'
import { formats as allFormats, type Format, type Manifest } from './manifest.ts'
import { markdownEdition } from './markdown-edition.ts'
import { type PdfText, readPdf } from './parity/read-pdf.ts'
import { type Expectation, expectationOf, requireParity } from './parity/require-parity.ts'
import type { ReleaseBundle } from './release-bundle.ts'
import type { PrintSettings } from './settings/print-settings.ts'
import { readTheme } from './theme/read-theme.ts'
import type { Theme } from './theme/theme.ts'
import { cardFile } from './web/card.ts'
import type { Download } from './web/landing-page.ts'
import { webEdition } from './web/web-edition.ts'

/** How far it is, from 0 to 1, in words for people. */
export interface Progress {
  progress: number
  message: string
}

/** Prints a release as PDF. */
export type PrintPdf = (
  bundle: ReleaseBundle,
  options: {
    onProgress?: (progress: Progress) => void
    signal?: AbortSignal
    settings?: PrintSettings
    theme?: Theme
    /** Ids of the chapters to print; all where it is left out. */
    chapters?: readonly string[]
    /** Where pieces of prints are kept. */
    kept?: KeptFiles
    /** To be told what the finished file says, by those who have read it. */
    onRead?: (text: PdfText) => void
    /** To be told that the file is being examined, by a thread: this one has time for something else. */
    onExamining?: () => void
    /** To be told which checkers have found no fault in the finished file. */
    onChecked?: (checker: 'pdf' | 'verapdf') => void
  },
) => Promise<Uint8Array>

export interface PublishOptions {
  /** Default: all. */
  formats?: readonly Format[]
  onProgress?: (progress: Progress) => void
  /** Aborting it ends the work; nothing is left behind. */
  signal?: AbortSignal
  /** Default: the print browser of `pdf/`, started for this release and closed after it. */
  printPdf?: PrintPdf
  /** Absolute address that the web edition will have, ending in `/`. */
  canonical?: string | null
  /** How the guide is printed; default `defaultPrintSettings`. */
  print?: PrintSettings
  /** How all editions look; default the house's theme. */
  theme?: Theme
  /** Where pieces of prints are kept; default nowhere. */
  kept?: KeptFiles
  /** Who has judged that the text conforms to EPUB Accessibility; without a name nothing is claimed. */
  certifiedBy?: string
}

/** Share of the whole work that each format takes, near enough for a progress bar. */
const weights: Record<Format, number> = {
  pdf: 8,
  epub: 1,
  docx: 1,
  web: 1,
  markdown: 0.2,
  json: 0.1,
}

/**
 * Publishes a release into a folder: the web edition at its root, `<slug>-<number>.pdf`, `.epub`,
 * `.docx`, `.json` and `-markdown.zip` beside it, `manifest.json` over all of it. The folder appears whole or not at all.
 *
 * @returns the manifest.
 * @throws {PictureMissing} {OutputRefused} {EditionsDiffer}, what printing throws, or the signal's reason; nothing is
 *   left behind then.
 */
export async function publishRelease(
  bundle: ReleaseBundle,
  outDir: string,
  options: PublishOptions = {},
): Promise<Manifest> {
  const { onProgress = () => {}, signal } = options
  const wanted = order.filter((format) => (options.formats ?? allFormats).includes(format))
  const total = wanted.reduce((sum, format) => sum + weights[format], 0)
  const done = new Map<Format, number>()
  return appearWhole(outDir, async (staging) => {
    const downloads: Download[] = []
    const checks: PassedCheck[] = []
    let printed: Promise<PdfText> | undefined
    let read: PdfText | undefined
    const onRead = (text: PdfText): void => {
      read = text
    }
    let expectation: Expectation | undefined
    const onExamining = (): void => {
      expectation ??= expectationOf(bundle.guide)
    }
    const failing = new AbortController()
    const either = signal ? AbortSignal.any([signal, failing.signal]) : failing.signal
    const make = async (format: Format): Promise<(EditionFile & { format: Format })[]> => {
      either.throwIfAborted()
      const report = ({ progress, message }: Progress): void => {
        done.set(format, progress * weights[format])
        const sum = [...done.values()].reduce((so, share) => so + share, 0)
        onProgress({ progress: sum / total, message })
      }
      report({ progress: 0, message: beginnings[format] })
      const made = await makers[format](bundle, {
        ...options,
        signal: either,
        downloads,
        checks,
        printed,
        onRead,
        onExamining,
        onProgress: report,
      })
      done.set(format, weights[format])
      return made.map((file) => ({ ...file, format }))
    }
    // The PDF is the print browser's work: the others are made here while it prints. The EPUB waits
    // for it, to list its pages.
    const works = wanted.filter(isDownload).map((format) => {
      const work = make(format)
      if (format === 'pdf') {
        printed = work.then(([file]) => read ?? readPdf(file?.bytes ?? new Uint8Array()))
        // Whoever waits for it says so; where nobody does, the work itself has failed.
        printed.catch(() => {})
      }
      return work
    })
    const others = await allOrNone(works, failing)
    for (const [file] of others)
      if (file && isDownload(file.format))
        downloads.push({ format: file.format, href: `./${file.path}`, bytes: file.bytes.length })
    // The web edition comes last: its landing page names the others with their sizes.
    const files = [...others.flat(), ...(wanted.includes('web') ? await make('web') : [])]
    signal?.throwIfAborted()
    onProgress({ progress: 1, message: 'Comparing the editions with the release …' })
    await requireParity(bundle, files, await printed, expectation)
    signal?.throwIfAborted()
    const manifest = manifestOf(bundle, wanted, files)
    const listed = textFile('manifest.json', `${JSON.stringify(manifest, null, 2)}\n`)
    await writeFiles([...files, listed], staging)
    onProgress({ progress: 1, message: 'Published.' })
    return manifest
  })
}

interface MakeOptions extends PublishOptions {
  downloads: Download[]
  /** Those that the finished editions have passed. */
  checks: PassedCheck[]
  /** What the PDF says, once it is there; undefined where none is wanted. */
  printed: Promise<PdfText> | undefined
  /** To be told what the finished PDF says, where its check has read it. */
  onRead: (text: PdfText) => void
  /** To be told that it is being examined elsewhere. */
  onExamining: () => void
}

const beginnings: Record<Format, string> = {
  pdf: 'Printing the PDF …',
  epub: 'Binding the EPUB …',
  docx: 'Writing the Word document …',
  web: 'Drawing the web edition …',
  markdown: 'Writing the Markdown …',
  json: 'Writing the JSON …',
}

const makers: Record<
  Format,
  (bundle: ReleaseBundle, options: MakeOptions) => Promise<EditionFile[]>
> = {
  async pdf(bundle, { printPdf = printByBrowser, onProgress, signal, ...options }) {
    const { print, theme, kept, checks, onRead, onExamining } = options
    const bytes = await printPdf(bundle, {
      onRead,
      onExamining,
      onChecked: (kind) => checks.push({ kind }),
      ...(onProgress ? { onProgress } : {}),
      ...(signal ? { signal } : {}),
      ...(print ? { settings: print } : {}),
      ...(theme ? { theme } : {}),
      ...(kept ? { kept } : {}),
    })
    return [{ path: `${fileName(bundle)}.pdf`, bytes }]
  },
  async epub(bundle, { theme, printed, certifiedBy, checks }) {
    const pages = await printed
    const bytes = await epubEdition(bundle, {
      ...(theme ? { theme } : {}),
      ...(pages ? { printed: pages } : {}),
      ...(certifiedBy ? { certifiedBy } : {}),
    })
    checks.push(await checkEpub(bytes))
    return [{ path: `${fileName(bundle)}.epub`, bytes }]
  },
  docx: async (bundle) => [{ path: `${fileName(bundle)}.docx`, bytes: await docxEdition(bundle) }],
  markdown: async (bundle) => [
    { path: `${fileName(bundle)}-markdown.zip`, bytes: await markdownEdition(bundle) },
  ],
  json: async (bundle) => [{ path: `${fileName(bundle)}.json`, bytes: jsonEdition(bundle) }],
  async web(bundle, { downloads, canonical, checks, certifiedBy = '', formats, ...options }) {
    const theme = options.theme ?? (await readTheme())
    const pages = await webEdition(bundle, {
      downloads,
      canonical: canonical ?? null,
      theme,
      report: {
        checks: [
          checkText(bundle.guide),
          checkColours(theme),
          ...checks.toSorted((a, b) => (a.kind < b.kind ? -1 : 1)),
          // It comes after this page is drawn; where it finds anything there is no page.
          { kind: 'parity', formats: formats ?? allFormats },
        ],
        version: publisherVersion,
        certifiedBy,
      },
    })
    return [...pages, await cardFile(bundle, theme)]
  },
}

const order: readonly Format[] = ['pdf', 'epub', 'docx', 'markdown', 'json', 'web']

const isDownload = (format: Format): format is Exclude<Format, 'web'> => format !== 'web'

/** Where one fails, the others are told to stop and waited for: nothing of them goes on. */
async function allOrNone<T>(works: readonly Promise<T>[], failing: AbortController): Promise<T[]> {
  const ended = await Promise.allSettled(
    works.map((work) =>
      work.catch((error: unknown) => {
        failing.abort(error)
        throw error
      }),
    ),
  )
  failing.signal.throwIfAborted()
  return ended.flatMap((end) => (end.status === 'fulfilled' ? [end.value] : []))
}

/** Loaded when needed: whoever wants no PDF needs no browser. */
export const printByBrowser: PrintPdf = async (bundle, options) => {
  const { printPdf } = await import('./pdf/index.ts')
  return printPdf(bundle, options)
}

const fileName = ({ guide, release }: ReleaseBundle): string =>
  `${guide.frontMatter.slug}-${release.number}`

function manifestOf(
  { guide, release }: ReleaseBundle,
  wanted: readonly Format[],
  files: readonly (EditionFile & { format: Format })[],
): Manifest {
  const { slug, title, lang } = guide.frontMatter
  const { number, contentHash, releasedAt } = release
  return {
    guide: { slug, title, lang },
    release: { number, contentHash, releasedAt },
    formats: allFormats.filter((format) => wanted.includes(format)),
    files: files
      .map(({ path, format, bytes }) => ({
        path,
        format,
        bytes: bytes.length,
        sha256: sha256(bytes),
      }))
      .sort((a, b) => (a.path < b.path ? -1 : 1)),
  }
}

async function writeFiles(files: readonly EditionFile[], folder: string): Promise<void> {
  // mkdtemp makes folders for their owner alone; an edition is for everyone.
  await chmod(folder, 0o755)
  for (const { path, bytes } of files) {
    const target = join(folder, path)
    await mkdir(dirname(target), { recursive: true })
    await writeFile(target, bytes, { flush: true })
  }
}
