import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { fontFaceCss, screenFonts } from '@charrette/templates/fonts'
import {
  type AnnouncedRelease,
  atomFeed,
  type EditionDownload,
  type EditionFrame,
  exampleAddress,
  framedEditionPage,
  inOtherLanguages,
  type ListedExample,
  messagesFor,
  movedPage as movedPageHtml,
  type NetworkCity,
  ofKind,
  opdsCatalogue,
  type PrintableEdition,
  type PublishedGuide,
  printPage,
  problemPage,
  type SiteLanguage,
  siteLanguages,
  sitemap,
  withdrawnPage,
} from '@charrette/templates/site'
import { Hono } from 'hono'
import { compress } from 'hono/compress'
import { etag } from 'hono/etag'
import { contentTypeOf, serveEditionFile } from './edition-files.ts'
import { movedPage } from './moved-pages.ts'
import { addPages } from './pages.ts'
import type { SearchIndex } from './search-index.ts'
import { pagesForSearch } from './site-addresses.ts'

/** An edition as readers meet it. */
export interface Edition {
  number: string
  /** When readers got it; ISO 8601, UTC. */
  publishedAt: string
  /** What changed, in the editors' words; empty for a first release. */
  changelog: string
  downloads: EditionDownload[]
  /** Why it was taken back, when, and the guide's title then; null where it was not. */
  withdrawn: { reason: string; at: string; title: string } | null
}

/** What the public site reads. It writes nothing. */
export interface SiteSources {
  /**
   * Texts of every kind with a complete edition, newest release first, and how many have a release
   * whose first edition is still being made.
   */
  published(): Promise<{ guides: PublishedGuide[]; publishing: number }>
  /** The city examples of the newest editions of these guides. */
  examplesOf(guides: PublishedGuide[]): Promise<ListedExample[]>
  /** Names of the consortia that write here. */
  consortia(): Promise<string[]>
  /** The cities of the consortia, and those that published texts name, by name. */
  cities(): Promise<NetworkCity[]>
  /** The guides that have, or had, an edition that readers got to see. */
  publishedSlugs(): Promise<string[]>
  /** The search over the newest editions of these texts. */
  searchIndexOf(guides: PublishedGuide[]): Promise<SearchIndex>
  /** The newest releases that readers have got, newest first. */
  announcedReleases(): Promise<AnnouncedRelease[]>
  /** The editions of a guide that readers have got to see, newest first. */
  editionsOf(slug: string): Promise<Edition[]>
  /** Chapters of a translation's edition whose text is another in this edition of its source. */
  changedSince(
    translation: { slug: string; number: string },
    source: { slug: string; number: string },
  ): Promise<readonly string[]>
  /** An edition that can be read, for choosing chapters of it to print. */
  printableEdition(slug: string, number: string): Promise<PrintableEdition | null>
  /** The address that people use, without a `/` at its end. */
  baseUrl: string
  /**
   * What stands before the addresses of forms: empty on the server that answers them, its address in
   * an exported site; null where it is not known, and no form is shown.
   */
  formsAt: string | null
  /** `editions/` of the data folder: `<slug>/<number>/…`. */
  editionsFolder: string
}

/** Told of every file of an edition that was served, before it is compared with what a browser has. */
export type OnEditionServed = (served: {
  slug: string
  number: string
  /** In the edition: '' for the landing page. */
  path: string
  request: Request
  response: Response
}) => void

/**
 * The public pages in every language of the site, and every edition's files at
 * `/guides/<slug>/` (newest) and `/guides/<slug>/<number>/` (for ever).
 */
export function createSite(
  sources: SiteSources,
  { onEditionServed = () => {} }: { onEditionServed?: OnEditionServed } = {},
): Hono {
  const site = new Hono()
  const assets = siteAssets()
  // Inside out: what has not changed is not sent again, and what is sent is made small.
  site.use(compress(), etag())

  for (const lang of siteLanguages) addPages(site, sources, lang)

  const published = async () => (await sources.published()).guides
  site.get('/guides.json', async (c) => c.json({ guides: ofKind(await published(), 'guide') }))
  site.get('/convenings.json', async (c) =>
    c.json({ convenings: ofKind(await published(), 'convening') }),
  )
  site.get('/examples.json', async (c) => {
    const listed = (await sources.examplesOf(await published())).map(({ html, ...example }) => ({
      ...example,
      page: exampleAddress(example),
    }))
    return c.json({ examples: listed })
  })

  site.get('/search/index/:path{.+}', async (c) => {
    const path = c.req.param('path')
    const bytes = (await sources.searchIndexOf(await published())).get(path)
    if (!bytes) return c.notFound()
    const isForEver = /_[0-9a-f]{7,}\.pf_\w+$/.test(path)
    c.header('Cache-Control', isForEver ? 'public, max-age=31536000, immutable' : 'no-cache')
    return c.body(bytes, 200, { 'Content-Type': contentTypeOf(path) })
  })

  // Where a server stands behind the site, it answers here itself: it can print.
  site.get('/print/:slug/:number/', async (c) => {
    const { slug, number } = c.req.param()
    const edition = await sources.printableEdition(slug, number)
    if (!edition) return c.notFound()
    c.header('Cache-Control', 'no-cache')
    return c.html(printPage(edition, null))
  })

  site.get('/feed.xml', async (c) => {
    const feed = atomFeed(await sources.announcedReleases(), sources.baseUrl)
    c.header('Cache-Control', 'no-cache')
    return c.body(String(await feed), 200, {
      'Content-Type': 'application/atom+xml; charset=utf-8',
    })
  })
  site.get('/opds.xml', async (c) => {
    const catalogue = opdsCatalogue(ofKind(await published(), 'guide'), sources.baseUrl)
    c.header('Cache-Control', 'no-cache')
    return c.body(String(await catalogue), 200, {
      'Content-Type': 'application/atom+xml;profile=opds-catalog;kind=acquisition',
    })
  })
  site.get('/sitemap.xml', async (c) => {
    const map = sitemap(await pagesForSearch(sources), sources.baseUrl)
    c.header('Cache-Control', 'no-cache')
    return c.body(String(await map), 200, { 'Content-Type': 'application/xml; charset=utf-8' })
  })
  // Drafts are nobody's to index; they need a sign-in besides.
  site.get('/robots.txt', (c) =>
    c.text(
      `User-agent: *\nDisallow: /write\nDisallow: /api/\nDisallow: /feedback/\nSitemap: ${sources.baseUrl}/sitemap.xml\n`,
    ),
  )

  site.get('/site/:name', async (c) => {
    const asset = (await assets).get(c.req.param('name'))
    if (!asset) return c.notFound()
    c.header('ETag', asset.etag)
    c.header('Cache-Control', asset.immutable ? 'public, max-age=31536000, immutable' : 'no-cache')
    c.header('Content-Type', asset.type)
    return c.body(asset.bytes)
  })

  /** The same page in other languages, and whether its chapter has changed in what it translates. */
  async function languagesOf(
    slug: string,
    number: string,
    path: string,
  ): Promise<Pick<EditionFrame, 'translations' | 'changedIn'>> {
    const all = await published()
    const guide = all.find((one) => one.slug === slug)
    if (!guide) return noLanguages
    const [chapterId = ''] = path.split('/')
    const others = inOtherLanguages(guide, all)
    const source = others.find((one) => one.slug === guide.translationOf)
    const hasChanged =
      source !== undefined &&
      (await sources.changedSince({ slug, number }, source)).includes(chapterId)
    return {
      translations: others.map(({ slug: other, lang, chapters }) => ({
        slug: other,
        lang,
        hasPage: path === '' || chapters.some(({ id }) => id === chapterId),
      })),
      changedIn: hasChanged ? { slug: source.slug, lang: source.lang } : null,
    }
  }

  site.get('/guides/:slug', (c) =>
    c.redirect(`/guides/${encodeURIComponent(c.req.param('slug'))}/`, 301),
  )
  site.get('/guides/:slug/:path{.*}', async (c) => {
    const slug = c.req.param('slug')
    const path = c.req.param('path')
    const [first = '', ...rest] = path.split('/')
    const permanent = /^\d+\.\d+$/.test(first)
    if (permanent && rest.length === 0) return c.redirect(`/guides/${slug}/${first}/`, 301)
    const editions = await sources.editionsOf(slug)
    const current = editions.find(({ withdrawn }) => withdrawn === null)
    const [newest] = editions
    const wanted = permanent
      ? editions.find((edition) => edition.number === first)
      : (current ?? newest)
    if (!wanted) return c.notFound()
    const { number, withdrawn } = wanted
    if (withdrawn) {
      c.header('Cache-Control', 'no-cache')
      return c.html(
        withdrawnPage({ slug, number, ...withdrawn, current: current?.number ?? null }),
        410,
      )
    }
    const inEdition = permanent ? rest.join('/') : path
    const hasCard = existsSync(join(sources.editionsFolder, slug, number, 'card.png'))
    const isPage = inEdition === '' || inEdition.endsWith('/')
    const frame = isPage ? await languagesOf(slug, number, inEdition) : noLanguages
    const response = await serveEditionFile(c.req.raw, {
      editionsFolder: sources.editionsFolder,
      slug,
      number,
      path: inEdition,
      permanent,
      frame: (page, at) =>
        framedEditionPage(page, {
          slug,
          number,
          path: at,
          editions: editions.map((edition) => ({
            ...edition,
            withdrawn: edition.withdrawn?.reason ?? null,
          })),
          hasCard,
          supersededBy: current && current.number !== number ? current.number : null,
          baseUrl: sources.baseUrl,
          formsAt: sources.formsAt,
          ...frame,
        }),
    })
    if (response) {
      onEditionServed({ slug, number, path: inEdition, request: c.req.raw, response })
      return response
    }
    // A reader's bookmark outlives a chapter's address.
    const readable = editions.filter((edition) => edition.withdrawn === null)
    const moved = permanent
      ? null
      : await movedPage(
          sources.editionsFolder,
          slug,
          path.endsWith('/') ? path : `${path}/`,
          readable.map((edition) => edition.number),
        )
    if (!moved) return c.notFound()
    c.header('Location', moved)
    c.header('Cache-Control', 'no-cache')
    return c.html(movedPageHtml('en', moved), 302)
  })

  return site
}

const noLanguages: Pick<EditionFrame, 'translations' | 'changedIn'> = {
  translations: [],
  changedIn: null,
}

/** The page for an address where there is nothing. */
export function notFoundPage(path = '/') {
  const lang = languageOf(path)
  const { heading, text } = messagesFor(lang).nothingHere
  return problemPage(heading, text, lang)
}

/** The language of an address of the site. */
const languageOf = (path: string): SiteLanguage =>
  siteLanguages.find((lang) => path.startsWith(`/${lang}/`)) ?? 'en'

/** The page for a failure of ours. */
export function failurePage() {
  return problemPage(
    'Something went wrong on our side',
    'Nothing you wrote is lost. Please try again in a minute; if it happens again, tell the person who runs this server.',
  )
}

interface Asset {
  bytes: Uint8Array<ArrayBuffer>
  type: string
  etag: string
  immutable: boolean
}

/** The files below `/site/`, by name: style sheets, fonts, scripts. */
export async function siteAssets(): Promise<Map<string, Asset>> {
  const assets = new Map<string, Asset>()
  const add = (name: string, type: string, bytes: Uint8Array, immutable: boolean) =>
    assets.set(name, {
      bytes: new Uint8Array(bytes),
      type,
      etag: `"${createHash('sha256').update(bytes).digest('hex').slice(0, 24)}"`,
      immutable,
    })
  const fontNames = new Map<string, string>()
  for (const font of screenFonts) {
    const bytes = await readFile(font.file)
    const digest = createHash('sha256').update(bytes).digest('hex').slice(0, 16)
    const name = `${digest}.woff2`
    fontNames.set(font.file, name)
    add(name, 'font/woff2', bytes, true)
  }
  const text = async (specifier: string) =>
    readFile(fileURLToPath(import.meta.resolve(`@charrette/templates/${specifier}`)), 'utf8')
  const css = [
    fontFaceCss(screenFonts, (font) => `/site/${fontNames.get(font.file)}`),
    await text('web-edition/stand-in-faces.css'),
    await text('tokens.css'),
    await text('web-edition/city-example.css'),
    await text('site/site.css'),
    await text('site/examples.css'),
    await text('site/ask.css'),
    await text('site/network.css'),
    await text('site/print-page.css'),
    await text('site/search.css'),
    await text('site/print.css'),
  ].join('\n')
  add('site.css', 'text/css; charset=utf-8', new TextEncoder().encode(css), false)
  const notice = new TextEncoder().encode(await text('site/edition-frame.css'))
  add('edition-frame.css', 'text/css; charset=utf-8', notice, false)
  for (const name of ['choose-examples.js', 'follow-print.js', 'search-guides.js']) {
    const script = new TextEncoder().encode(await text(`site/${name}`))
    add(name, 'text/javascript; charset=utf-8', script, false)
  }
  add('icon.svg', 'image/svg+xml', new TextEncoder().encode(await text('site/icon.svg')), false)
  return assets
}
