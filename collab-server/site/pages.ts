import {
  aboutPage,
  citiesPage,
  cityAddress,
  cityPage,
  conveningsPage,
  examplePage,
  examplesPage,
  frontPage,
  guidesPage,
  inLanguage,
  newsletterPage,
  newsPage,
  ofKind,
  type SiteLanguage,
  searchPage,
  withWholeAddresses,
} from '@charrette/templates/site'
import type { Context, Hono } from 'hono'
import type { SiteSources } from './site.ts'

/** Adds the site's own pages in one language; what they list is there in its own. */
export function addPages(site: Hono, sources: SiteSources, lang: SiteLanguage): void {
  const guides = async () => (await sources.published()).guides
  const examples = async () => sources.examplesOf(await guides())

  function add(path: string, draw: (c: Context) => Promise<ReturnType<typeof frontPage> | null>) {
    const address = inLanguage(lang, path)
    if (address !== '/')
      site.get(address.slice(0, -1), (c) => c.redirect(`${new URL(c.req.url).pathname}/`, 301))
    site.get(address, async (c) => {
      const drawn = await draw(c)
      if (drawn === null) return c.notFound()
      c.header('Cache-Control', 'no-cache')
      return c.html(withWholeAddresses(String(await drawn), sources.baseUrl))
    })
  }

  add('/', async () => {
    const { guides: all, publishing } = await sources.published()
    return frontPage(lang, ofKind(all, 'guide'), publishing)
  })
  add('/guides/', async () => guidesPage(lang, ofKind(await guides(), 'guide')))
  add('/search/', async () => searchPage(lang, ofKind(await guides(), 'guide')))
  add('/examples/', async () => examplesPage(lang, await examples()))
  add('/examples/:slug/:id/', async (c) => {
    const all = await examples()
    const { slug, id } = c.req.param()
    const example = all.find((listed) => listed.guide.slug === slug && listed.id === id)
    return example ? examplePage(lang, example, all) : null
  })
  add('/cities/', async () => citiesPage(lang, await sources.cities()))
  add('/cities/:slug/', async (c) => {
    const address = cityAddress({ slug: c.req.param('slug') ?? '' })
    const city = (await sources.cities()).find((known) => cityAddress(known) === address)
    return city ? cityPage(lang, city) : null
  })
  add('/convenings/', async () => conveningsPage(lang, ofKind(await guides(), 'convening')))
  add('/news/', async () => newsPage(lang, await sources.announcedReleases()))
  add('/newsletter/', async () => newsletterPage(lang, ofKind(await guides(), 'newsletter')))
  add('/about/', async () => {
    const [consortia, cities, all] = await Promise.all([
      sources.consortia(),
      sources.cities(),
      guides(),
    ])
    return aboutPage(lang, { consortia, cities, convenings: ofKind(all, 'convening') })
  })
}
