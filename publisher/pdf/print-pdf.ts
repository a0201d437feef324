import type { Guide } from '@charrette/guides'
import type { KeptFiles } from '../kept-files.ts'
import { printMadeOf } from '../made-of.ts'
import type { PdfText } from '../parity/read-pdf.ts'
import type { ContentsEntry } from '../print/front-matter.ts'
import { keepsNothing, keptPieces } from '../print/kept-pieces.ts'
import { papers } from '../print/paper.ts'
import { PrintBrowser } from '../print/print-browser.ts'
import { type PrintedGuide, printGuide } from '../print/print-guide.ts'
import type { ReleaseBundle } from '../release-bundle.ts'
import { creators } from '../release-facts.ts'
import { defaultPrintSettings, type PrintSettings } from '../settings/print-settings.ts'
import { readTheme } from '../theme/read-theme.ts'
import type { Theme } from '../theme/theme.ts'
import { bindPieces } from './bind-pieces.ts'
import { requireAccessible } from './check/require-accessible.ts'
import type { Bookmark } from './finish/outline.ts'
import { examineInThread, inThread, readyThreads } from './finishing-threads.ts'

export interface PrintPdfOptions {
  /** What is not said is as `defaultPrintSettings` has it. */
  settings?: Partial<PrintSettings>
  /** Default: the house's. */
  theme?: Theme
  onProgress?: (progress: { progress: number; message: string }) => void
  /** Told what the finished file says, which the check has read with it. */
  onRead?: (text: PdfText) => void
  /** Told that the finished file is being examined, by a thread: this one has time for something else. */
  onExamining?: () => void
  /** Told which checkers have found no fault in the finished file. */
  onChecked?: (checker: 'pdf' | 'verapdf') => void
  /** Ends the work at once: the browser is killed. */
  signal?: AbortSignal
  /** Ids of the chapters to print, in the guide's order; all where it is left out. */
  chapters?: readonly string[]
  /** A warm browser to print with; it stays open. Without one, a browser is started and closed. */
  browser?: PrintBrowser
  /** Where pieces of prints are kept: what has not changed since is not printed again. */
  kept?: KeptFiles
}

/**
 * Prints a release as PDF/UA-1. The same release and options give the same bytes.
 *
 * @throws {ChromiumMissing} where no browser can be started.
 * @throws {PrintFailed} where it crashed, took too long or was cancelled.
 * @throws {PictureMissing} where the bundle lacks the bytes of a picture.
 * @throws {PdfNotAccessible} where the finished file violates PDF/UA-1.
 * @throws {VeraPdfFailed} where `VERAPDF_PATH` names a veraPDF that cannot be run.
 */
export async function printPdf(
  bundle: ReleaseBundle,
  options: PrintPdfOptions = {},
): Promise<Uint8Array> {
  const { onProgress = () => {}, signal } = options
  const settings = { ...defaultPrintSettings, ...options.settings }
  const theme = options.theme ?? (await readTheme())
  signal?.throwIfAborted()
  onProgress({ progress: 0, message: 'Starting the print browser' })
  readyThreads()
  const browser = options.browser ? Promise.resolve(options.browser) : PrintBrowser.launch()
  // Whoever waits for it is told.
  browser.catch(() => {})
  try {
    const kept = options.kept
      ? keptPieces(options.kept, await printMadeOf(theme, process.env))
      : keepsNothing
    const { title, subtitle, summary, topics, lang } = bundle.guide.frontMatter
    const { width, height, margin } = papers[settings.paper]
    const printed = await printGuide(bundle, browser, {
      settings,
      theme,
      finishPiece: ({ id, html, linkTexts, text }) =>
        inThread('piece', {
          text,
          options: { id, lang, linkTexts, characters: new Set(html), marginTop: margin.top },
        }),
      finishUnderlay: ({ html, css, pdf }) =>
        inThread('underlay', { pdf, characters: new Set(html + css) }),
      kept,
      onPass: (pass) =>
        onProgress({
          progress: Math.min(0.1 + (pass - 1) * 0.35, 0.75),
          message: pass === 1 ? 'Laying out the pages' : 'Filling in the page numbers',
        }),
      ...(signal ? { signal } : {}),
      ...(options.chapters ? { chapters: options.chapters } : {}),
    })
    signal?.throwIfAborted()
    // Whoever has a warm browser will print again.
    options.browser?.prepare(1)
    onProgress({ progress: 0.8, message: 'Tagging the PDF for accessibility' })
    const finished = await bindPieces(printed.pieces, printed.underlay, {
      title: titleOf(bundle.guide),
      subject: summary || subtitle || title,
      creators: creators(bundle.guide, bundle.release),
      keywords: topics,
      lang,
      releasedAt: bundle.release.releasedAt,
      identity: JSON.stringify([bundle.release, settings, theme.name, ...(options.chapters ?? [])]),
      bookmarks: bookmarksOf(printed),
      frontPages: frontPages(printed),
      size: { width, height },
    })
    signal?.throwIfAborted()
    onProgress({ progress: 0.9, message: 'Checking the PDF for accessibility' })
    await requireAccessible(finished, {
      ...(signal ? { signal } : {}),
      async check(bytes) {
        const examining = examineInThread(bytes)
        options.onExamining?.()
        const { violations, text } = await examining
        if (text) options.onRead?.(text)
        return violations
      },
    })
    options.onChecked?.('pdf')
    if (process.env.VERAPDF_PATH) options.onChecked?.('verapdf')
    await kept.settled()
    return finished
  } finally {
    if (!options.browser) await browser.then((own) => own.close()).catch(() => {})
  }
}

const titleOf = ({ frontMatter: { title, subtitle } }: Guide): string =>
  subtitle ? `${title}: ${subtitle}` : title

function bookmarksOf({ contents, places }: PrintedGuide<unknown, unknown>): Bookmark[] {
  const bookmark = ({ id, number, title, children }: ContentsEntry): Bookmark => {
    const place = places.get(id)
    if (!place) throw new Error(`The printed document has no place ${JSON.stringify(id)}`)
    return {
      title: number ? `${number} ${title}` : title,
      page: place.page,
      top: Math.max(0, place.top - 8),
      children: children.map(bookmark),
    }
  }
  return contents.map(bookmark)
}

const frontPages = ({ pages }: PrintedGuide<unknown, unknown>): number =>
  pages.findIndex(({ kind }) => kind === 'opening')
