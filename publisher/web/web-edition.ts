import type { AccessibilityReport } from '../accessibility/passed-check.ts'
import { contentNamed, type EditionFile, textFile } from '../edition-file.ts'
import { guideToHast } from '../hast/guide-to-hast.ts'
import { chapterPage } from '../hast/place.ts'
import { picturesOf } from '../pictures-of.ts'
import type { ReleaseBundle } from '../release-bundle.ts'
import { drawingColours } from '../theme/drawing.ts'
import { readTheme } from '../theme/read-theme.ts'
import { logoName, type Theme } from '../theme/theme.ts'
import { accessibilityPageHtml } from './accessibility-page.ts'
import { addressesOf } from './addresses.ts'
import { backMatterPageHtml } from './back-matter-page.ts'
import { chapterPageHtml } from './chapter-page.ts'
import { drawingFile } from './drawings.ts'
import { examplesFile } from './examples-file.ts'
import { type Download, landingPageHtml } from './landing-page.ts'
import type { WebContext } from './page-frame.ts'
import { iconFile, notesScriptFile, styleSheetFiles } from './style-sheet.ts'
import { WebMemory } from './web-memory.ts'
import { wholePageHtml, wholeSectionHtml } from './whole-page.ts'

export interface WebEditionOptions {
  /** The other formats, for the landing page. */
  downloads?: Download[]
  /** Absolute address that the edition will have, ending in `/`, for `rel=canonical`. */
  canonical?: string | null
  /** What was drawn of the same guide before, for drawing it again. */
  memory?: WebMemory
  /** Default: the house's. */
  theme?: Theme
  /** What was checked while the editions were made; without it there is no such page. */
  report?: AccessibilityReport
}

/**
 * The web edition as files: landing page, one page a chapter, the whole on one page, glossary, bibliography, pictures,
 * city examples for a catalogue, style sheet and fonts. Pure but for reading templates and pictures: the same release gives the
 * same bytes.
 *
 * @throws {PictureMissing} where the bundle has not the bytes of a picture that a figure shows.
 */
export async function webEdition(
  bundle: ReleaseBundle,
  {
    downloads = [],
    canonical = null,
    memory = new WebMemory(),
    ...options
  }: WebEditionOptions = {},
): Promise<EditionFile[]> {
  const theme = options.theme ?? (await readTheme())
  const { guide, release } = bundle
  const addresses = addressesOf(guide)
  const hast = guideToHast(
    guide,
    {
      notes: 'beside',
      hrefOf: addresses.hrefOf,
      srcOf: (picture, from) => addresses.fileHref(addresses.picturePath(picture), from),
    },
    memory.hast,
  )
  const page = { kind: 'whole' } as const
  const whole = guideToHast(
    guide,
    {
      notes: 'beside',
      hrefOf: ({ id }) => `#${id}`,
      srcOf: (picture) => addresses.fileHref(addresses.picturePath(picture), page),
    },
    memory.wholeHast,
  )
  const mostNotes = Math.max(0, ...hast.chapters.map(({ notes }) => notes.length))
  const { styleSheet, fonts } = await styleSheetFiles(addresses.assets, mostNotes, theme)
  const icon = await iconFile(addresses.assets)
  const notesScript = mostNotes > 0 ? await notesScriptFile(addresses.assets) : null
  const logoFile =
    theme.logo && contentNamed(addresses.assets, logoName(theme.logo), theme.logo.bytes)
  const context: WebContext = {
    guide: hast.guide,
    release,
    words: hast.words,
    addresses,
    styleSheet: styleSheet.path,
    icon: icon.path,
    notesScript: notesScript?.path ?? '',
    canonical,
    hasBibliography: hast.bibliography.entries.length > 0,
    hasGlossary: hast.glossary.terms.length > 0,
    hasReport: options.report !== undefined,
  }
  const { slug } = guide.frontMatter
  const { assets } = addresses
  const look = JSON.stringify([theme.drawing, drawingColours(theme)])
  const drawing = (name: string, seed: string, height: number): EditionFile =>
    memory.drawing(`${look} ${name} ${seed}`, () =>
      drawingFile(theme, assets, name, seed, { width: 640, height }),
    )
  const cover = drawing('cover', slug, 640)
  const openings = hast.chapters.map(({ id }) => drawing('opening', `${slug}/${id}`, 280))
  const titles = hast.chapters.map(({ title }) => title)
  const shared = JSON.stringify([{ ...context, guide: hast.guide.frontMatter }, titles])
  const pages = [
    textFile(
      addresses.fileOf({ kind: 'landing' }),
      landingPageHtml(hast, context, {
        downloads,
        drawing: cover.path,
        logo: theme.logo && logoFile ? { logo: theme.logo, path: logoFile.path } : null,
      }),
    ),
    ...hast.chapters.map((chapter, index) =>
      memory.page(chapter, shared, hast.labels, (labels) =>
        textFile(
          addresses.fileOf(chapterPage(chapter.id)),
          chapterPageHtml(
            chapter,
            { ...hast, labels },
            context,
            openings[index]?.path ?? cover.path,
          ),
        ),
      ),
    ),
    textFile(
      addresses.fileOf(page),
      wholePageHtml(
        whole,
        context,
        whole.chapters.map((chapter) =>
          memory.section(chapter, shared, whole.labels, (labels) =>
            wholeSectionHtml(chapter, { ...whole, labels }),
          ),
        ),
      ),
    ),
    ...(options.report
      ? [
          textFile(
            addresses.fileOf({ kind: 'accessibility' }),
            accessibilityPageHtml(options.report, context),
          ),
        ]
      : []),
    ...(['glossary', 'bibliography'] as const)
      .filter((kind) => hast[kind].hast.children.length > 0)
      .map((kind) =>
        textFile(addresses.fileOf({ kind }), backMatterPageHtml(kind, hast[kind].hast, context)),
      ),
  ]
  const pictures = (await picturesOf(bundle)).map(({ picture, bytes }) => ({
    path: addresses.picturePath(picture),
    bytes,
  }))
  const examples = examplesFile(hast, addresses)
  return [
    ...pages,
    ...(examples ? [examples] : []),
    styleSheet,
    icon,
    ...(notesScript ? [notesScript] : []),
    ...(logoFile ? [logoFile] : []),
    ...fonts,
    cover,
    ...openings,
    ...pictures,
  ]
}
