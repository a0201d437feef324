import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { fontFaceCss, screenFonts } from '@charrette/templates/fonts'
import type { ElementContent, Root } from 'hast'
import { h } from 'hastscript'
import { type EditionFile, textFile } from '../edition-file.ts'
import { type GuideHast, guideToHast } from '../hast/guide-to-hast.ts'
import { firstSentence, listedLabels } from '../hast/listed-labels.ts'
import { pictureFileName } from '../hast/options.ts'
import { chapterPage, type Page } from '../hast/place.ts'
import type { PdfText } from '../parity/read-pdf.ts'
import { picturesOf } from '../pictures-of.ts'
import type { ReleaseBundle } from '../release-bundle.ts'
import { dayOf } from '../release-facts.ts'
import { readTheme } from '../theme/read-theme.ts'
import type { Theme } from '../theme/theme.ts'
import { withTokens } from '../theme/with-tokens.ts'
import { zipContainer } from '../zip-container.ts'
import { chapterDocument } from './chapter-document.ts'
import { coverSvg } from './cover.ts'
import { coverDocument, titleDocument } from './front-documents.ts'
import { type Destination, navigationDocument } from './navigation.ts'
import { type ManifestItem, packageDocument } from './package-document.ts'
import { type PageMarks, type PrintedPage, PrintedPages } from './printed-pages.ts'
import { contentDocument } from './xhtml.ts'

const documentOf = (page: Page): string =>
  page.kind === 'chapter' ? `chapter-${page.chapterId}.xhtml` : `${page.kind}.xhtml`

/** One file of the EPUB, and how its package names it. */
interface Part extends ManifestItem {
  bytes: Uint8Array
}

export interface EpubOptions {
  /** Default: the house's. */
  theme?: Theme
  /** The PDF of the same release as it was read back: its pages become the page list. */
  printed?: PdfText
  /** Who has judged that the text conforms to EPUB Accessibility; without a name nothing is claimed. */
  certifiedBy?: string
}

/**
 * The release as an EPUB 3.3. The same release and options give the same bytes.
 *
 * @throws {PictureMissing} where the bundle has not the bytes of a picture that a figure shows.
 */
export async function epubEdition(
  bundle: ReleaseBundle,
  options: EpubOptions = {},
): Promise<Uint8Array> {
  const theme = options.theme ?? (await readTheme())
  const { guide, release } = bundle
  const hast = guideToHast(guide, {
    notes: 'end',
    hrefOf: ({ page, id }, from) =>
      documentOf(page) === documentOf(from) ? `#${id}` : `${documentOf(page)}#${id}`,
    srcOf: (picture) => `pictures/${pictureFileName(picture)}`,
  })
  const { title, subtitle, slug, lang } = guide.frontMatter
  const backMatter = (['glossary', 'bibliography'] as const).filter(
    (kind) => hast[kind].hast.children.length > 0,
  )
  const pages = options.printed ? new PrintedPages(options.printed, hast) : null
  const marked = (part: string, href: string, { children }: Root): PageMarks => {
    const text = children as ElementContent[]
    return pages ? pages.marked(part, href, text) : { atStart: [], children: text }
  }
  const front = {
    cover: pages?.front('cover', 'cover.xhtml') ?? [],
    title: pages?.front('title', 'title.xhtml') ?? [],
    contents: pages?.front('contents', 'nav.xhtml') ?? [],
  }
  const texts: Part[] = [
    ...hast.chapters.map((chapter) => {
      const href = documentOf({ kind: 'chapter', chapterId: chapter.id })
      const text = marked(chapter.id, href, chapter.hast)
      return xhtml(`chapter-${chapter.id}`, href, chapterDocument(chapter, hast, text))
    }),
    ...backMatter.map((kind) => {
      const href = documentOf({ kind })
      return xhtml(kind, href, backMatterDocument(kind, hast, marked(kind, href, hast[kind].hast)))
    }),
  ]
  const parts: Part[] = [
    xhtml('cover', 'cover.xhtml', coverDocument(hast, front.cover)),
    xhtml('title-page', 'title.xhtml', titleDocument(hast, release, front.title)),
    {
      ...xhtml('nav', 'nav.xhtml', navigation(hast, backMatter, front.contents, pages?.list ?? [])),
      properties: 'nav',
    },
    ...texts,
    {
      id: 'cover-image',
      href: 'cover.svg',
      mediaType: 'image/svg+xml',
      properties: 'cover-image',
      bytes: text(
        coverSvg({
          slug,
          title,
          subtitle,
          theme,
          edition: `${hast.words.release} ${release.number} · ${dayOf(release.releasedAt, lang)}`,
        }),
      ),
    },
    ...(await picturesOf(bundle)).map(({ picture, bytes }, index) => ({
      id: `picture-${index + 1}`,
      href: `pictures/${pictureFileName(picture)}`,
      mediaType: picture.mediaType,
      bytes,
    })),
    ...(await styleParts(theme)),
  ]
  const files: EditionFile[] = [
    // First and stored (OCF 3.3, 4.3), for those who tell files by their first bytes.
    textFile('mimetype', 'application/epub+zip'),
    textFile('META-INF/container.xml', container),
    textFile(
      'EPUB/package.opf',
      packageDocument(guide, release, parts, {
        hasPages: pages !== null && pages.list.length > 0,
        certifiedBy: options.certifiedBy ?? '',
      }),
    ),
    ...parts.map(({ href, bytes }) => ({ path: `EPUB/${href}`, bytes })),
  ]
  return zipContainer(files)
}

const container = `<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles></container>
`

const text = (content: string): Uint8Array => new TextEncoder().encode(content)

const xhtml = (id: string, href: string, content: string): Part => ({
  id,
  href,
  mediaType: 'application/xhtml+xml',
  inSpine: true,
  bytes: text(content),
})

function navigation(
  hast: GuideHast,
  backMatter: readonly ('glossary' | 'bibliography')[],
  marks: ElementContent[],
  pages: readonly PrintedPage[],
): string {
  const { words, guide, labels } = hast
  const firstChapter = hast.chapters[0]?.id
  const listed = (kind: 'figure' | 'table'): Destination[] =>
    listedLabels(labels, kind).map(([id, { text, title, chapterId }]) => ({
      href: `${documentOf(chapterPage(chapterId))}#${id}`,
      title: [text, firstSentence(title)].filter(Boolean).join(' '),
    }))
  return navigationDocument(hast, {
    marks,
    pages,
    figures: listed('figure'),
    tables: listed('table'),
    contents: [
      { href: 'title.xhtml', title: guide.frontMatter.title },
      ...hast.chapters.map(({ id, title, headings }) => {
        const href = documentOf({ kind: 'chapter', chapterId: id })
        return {
          href,
          title,
          sections: headings
            .filter((heading) => heading.level === 2 && heading.id && heading.text)
            .map((heading) => ({ href: `${href}#${heading.id}`, title: heading.text })),
        }
      }),
      ...backMatter.map((kind) => ({ href: documentOf({ kind }), title: words[kind] })),
    ],
    landmarks: [
      { type: 'cover', href: 'cover.xhtml', title: words.cover },
      { type: 'titlepage', href: 'title.xhtml', title: guide.frontMatter.title },
      { type: 'toc', href: 'nav.xhtml#toc', title: words.contents },
      ...(firstChapter
        ? [
            {
              type: 'bodymatter',
              href: documentOf({ kind: 'chapter', chapterId: firstChapter }),
              title: words.startReading,
            },
          ]
        : []),
      ...backMatter.map((kind) => ({ type: kind, href: documentOf({ kind }), title: words[kind] })),
    ],
  })
}

function backMatterDocument(
  kind: 'glossary' | 'bibliography',
  hast: GuideHast,
  { atStart, children }: PageMarks,
): string {
  const { words, guide } = hast
  return contentDocument({
    title: words[kind],
    lang: guide.frontMatter.lang,
    body: [
      h('section', { 'epub:type': kind, role: `doc-${kind}`, ariaLabelledBy: `${kind}_title` }, [
        ...atStart,
        h('h1', { id: `${kind}_title` }, words[kind]),
        ...children,
      ]),
    ],
  })
}

async function styleParts(theme: Theme): Promise<Part[]> {
  const faces = theme.fonts.length > 0 ? theme.fonts : screenFonts
  const names = new Map(
    faces.map((font) => [font, font.file.slice(font.file.lastIndexOf('/') + 1)]),
  )
  const styles = await readFile(
    fileURLToPath(import.meta.resolve('@charrette/templates/epub/epub.css')),
    'utf8',
  )
  const css = [
    fontFaceCss(faces, (font) => `fonts/${names.get(font)}`),
    withTokens(`${styles}\n${theme.css.epub}`, theme.tokens.light),
  ].join('\n')
  return [
    { id: 'style', href: 'epub.css', mediaType: 'text/css', bytes: text(css) },
    ...(await Promise.all(
      faces.map(async (font, index) => ({
        id: `font-${index + 1}`,
        href: `fonts/${names.get(font)}`,
        mediaType: 'font/woff2',
        bytes: new Uint8Array(await readFile(font.file)),
      })),
    )),
  ]
}
