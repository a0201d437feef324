import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { NetworkCity, PublishedGuide } from '@charrette/templates/site'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { exampleReader } from '../publishing/listed-examples.ts'
import { networkCities } from '../publishing/network-cities.ts'
import { exportSite, fileOf } from './export-site.ts'
import { searchIndexer } from './search-index.ts'
import { createSite, type SiteSources } from './site.ts'

const guide: PublishedGuide = {
  slug: 'a-guide',
  kind: 'guide',
  title: 'A <guide>',
  subtitle: '',
  summary: 'What it is about.',
  lang: 'en',
  topics: [],
  consortium: 'A consortium',
  cities: [],
  held: null,
  translationOf: null,
  number: '1.0',
  releasedAt: '2026-11-24T00:00:00.000Z',
  chapters: [{ id: 'one', title: 'One & all', cities: [{ name: 'Riverbend', state: 'ZZ' }] }],
  exampleCount: 0,
  readingMinutes: 100,
  files: [{ format: 'pdf', href: '/guides/a-guide/1.0/a-guide-1.0.pdf', bytes: 1_234_567 }],
}

const manifest = (number: string, paths: string[]) =>
  JSON.stringify({
    guide: { slug: 'a-guide', title: 'A <guide>', lang: 'en' },
    release: { number, contentHash: '00', releasedAt: '2026-11-24T00:00:00.000Z' },
    formats: ['web'],
    files: paths.map((path) => ({ path, format: 'web', bytes: 1, sha256: '00' })),
  })

const convening: PublishedGuide = {
  ...guide,
  slug: 'a-convening',
  kind: 'convening',
  title: 'Riverbend <2014>',
  held: { city: { name: 'Riverbend', state: 'ZZ' }, date: '2014-05' },
  chapters: [],
  files: [],
}

const edition = (number: string) => ({
  number,
  publishedAt: '2026-11-24T00:00:00.000Z',
  changelog: '',
  downloads: [],
  withdrawn: null,
})

const chapterOne =
  '<html lang="en"><head></head><body class="chapter-page"><main id="main_text"><h1>Chapter one</h1><p>Fiber for all.</p></main></body></html>'

let cities: NetworkCity[]
let folder: string
let sources: SiteSources
let site: ReturnType<typeof createSite>

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'charrette-site-'))
  await mkdir(join(folder, 'a-guide', '1.0', 'one'), { recursive: true })
  await writeFile(
    join(folder, 'a-guide', '1.0', 'index.html'),
    '<html lang="en"><head><title>A &#x3C;guide></title></head><body class="landing-page"><main>the landing page</main></body></html>',
  )
  await writeFile(join(folder, 'a-guide', '1.0', 'one', 'index.html'), chapterOne)
  await writeFile(join(folder, 'a-guide', '1.0', 'a-guide-1.0.pdf'), '0123456789')
  await writeFile(join(folder, 'a-guide', '1.0', 'drawing.svg'), '<svg/>')
  await writeFile(join(folder, 'a-guide', '1.0', 'card.png'), 'png')
  await mkdir(join(folder, 'a-guide', '1.0', 'assets'))
  await writeFile(join(folder, 'a-guide', '1.0', 'assets', 'edition-0123456789ab.css'), 'p{}')
  await writeFile(
    join(folder, 'a-guide', '1.0', 'examples.json'),
    JSON.stringify({
      examples: [
        {
          id: 'ex-a',
          city: 'Chattanooga',
          state: 'TN',
          population: 181_099,
          year: '2010',
          chapter: { id: 'one', title: 'One & all' },
          href: 'one/#ex-a',
          beginning: 'It built <a network>.',
          html: '<h1>Chattanooga, TN</h1><p><a href="one/#n">1</a> <a href="https://example.org/">2</a></p>',
        },
      ],
    }),
  )
  await writeFile(
    join(folder, 'a-guide', '1.0', 'manifest.json'),
    manifest('1.0', ['index.html', 'one/index.html', 'drawing.svg', 'a-guide-1.0.pdf']),
  )
  await mkdir(join(folder, 'a-convening', '1.0'), { recursive: true })
  await writeFile(join(folder, 'a-convening', '1.0', 'index.html'), 'the convening')
  await writeFile(
    join(folder, 'a-convening', '1.0', 'manifest.json'),
    manifest('1.0', ['index.html']),
  )
  for (const number of ['0.9', '0.8']) {
    await mkdir(join(folder, 'a-guide', number), { recursive: true })
    await writeFile(
      join(folder, 'a-guide', number, 'manifest.json'),
      manifest(number, ['index.html', 'style.css', 'first/index.html', 'gone/index.html']),
    )
    await writeFile(
      join(folder, 'a-guide', number, 'index.html'),
      '<html><head></head><body class="x"><a class="skip" href="#main">Skip</a>the old landing page</body></html>',
    )
    await writeFile(join(folder, 'a-guide', number, 'style.css'), 'p{}')
    for (const [name, title] of [
      ['first', 'Chapter one'],
      ['gone', 'Left out'],
    ] as const) {
      await mkdir(join(folder, 'a-guide', number, name))
      await writeFile(join(folder, 'a-guide', number, name, 'index.html'), `<h1>${title}</h1>`)
    }
  }
  await writeFile(join(folder, 'secret.txt'), 'secret')
  sources = {
    published: async () => ({ guides: [guide, convening], publishing: 1 }),
    consortia: async () => ['A <consortium>'],
    cities: async () => cities,
    examplesOf: exampleReader(folder),
    searchIndexOf: searchIndexer(folder),
    editionsOf: async (slug) =>
      ({
        'a-convening': [edition('1.0')],
        'a-guide': [
          {
            ...edition('1.0'),
            changelog: 'One <more> chapter.',
            downloads: [
              {
                format: 'pdf' as const,
                href: '/guides/a-guide/1.0/a-guide-1.0.pdf',
                bytes: 1_234_567,
              },
            ],
          },
          edition('0.9'),
          {
            ...edition('0.8'),
            withdrawn: {
              reason: 'A <number> was wrong.',
              at: '2026-11-24T00:00:00.000Z',
              title: 'A <guide>',
            },
          },
        ],
        gone: [
          {
            ...edition('1.0'),
            withdrawn: { reason: 'All of it.', at: '2026-11-24T00:00:00.000Z', title: 'Gone' },
          },
        ],
      })[slug] ?? [],
    publishedSlugs: async () => ['a-guide', 'a-convening', 'gone'],
    announcedReleases: async () => [
      {
        slug: 'a-guide',
        kind: 'guide',
        title: 'A <guide>',
        lang: 'en',
        summary: 'What it is about.',
        consortium: 'A & B',
        number: '1.0',
        changelog: '',
        publishedAt: '2026-11-24T00:00:00.000Z',
      },
    ],
    printableEdition: async (slug, number) =>
      slug === 'a-guide' && number === '1.0'
        ? {
            slug,
            number,
            title: 'A <guide>',
            lang: 'en',
            chapters: [{ id: 'one', title: 'One & all' }],
            whole: { format: 'pdf', href: '/guides/a-guide/1.0/a-guide-1.0.pdf', bytes: 1_234_567 },
          }
        : null,
    baseUrl: 'https://guides.example',
    formsAt: 'https://guides.example',
    changedSince: async () => ['one'],
    editionsFolder: folder,
  }
  const guides = [guide, convening]
  cities = networkCities({
    consortia: [{ name: 'A <consortium>', cities: [{ name: 'Riverbend', state: 'ZZ' }] }],
    guides,
    examples: await sources.examplesOf(guides),
  })
  site = createSite(sources)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

test('the front page names the guides, escaped, with their sizes', async () => {
  const body = await (await site.request('/')).text()
  expect(body).toContain('A &lt;guide&gt;')
  expect(body).toContain('1.2 MB')
  expect(body).toContain('One text is being published')
})

test('a guide’s formats stand in lists as on its own page, without those for programs', async () => {
  const formats = ['markdown', 'docx', 'epub', 'web', 'pdf'] as const
  const files = formats.map((format) => ({ format, href: `/${format}`, bytes: 1 }))
  const listing = createSite({
    ...sources,
    published: async () => ({ guides: [{ ...guide, files }], publishing: 0 }),
  })
  const page = await (await listing.request('/guides/')).text()
  expect([...page.matchAll(/class="button[^"]*" href="\/(\w+)"/g)].map(([, to]) => to)).toEqual([
    'web',
    'pdf',
    'epub',
    'docx',
  ])
})

test('a guide without its number is the newest edition, with it the permanent one', async () => {
  const newest = await site.request('/guides/a-guide/one/')
  expect(await newest.text()).toContain('<h1>Chapter one</h1>')
  expect(newest.headers.get('Cache-Control')).toBe('no-cache')
  const permanent = await site.request('/guides/a-guide/1.0/')
  expect(await permanent.text()).toContain('the landing page')
  expect(permanent.headers.get('Cache-Control')).toBe('no-cache')
  const drawing = await site.request('/guides/a-guide/1.0/drawing.svg')
  expect(drawing.headers.get('Cache-Control')).toContain('immutable')
})

test('an edition that was superseded is there as it was, and says so', async () => {
  const old = await site.request('/guides/a-guide/0.9/')
  const page = await old.text()
  expect(page).toContain('<body class="x"><a class="skip" href="#main">Skip</a><nav')
  expect(page).toContain('<a href="/guides/a-guide/">Edition 1.0</a> has taken its place.')
  expect(page).toContain('the old landing page')
  const etag = old.headers.get('ETag') ?? ''
  const again = await site.request('/guides/a-guide/0.9/', { headers: { 'If-None-Match': etag } })
  expect(again.status).toBe(304)
  expect(await (await site.request('/guides/a-guide/0.9/style.css')).text()).toBe('p{}')
})

test('a landing page lists the editions, with what changed, why one was withdrawn, and sizes', async () => {
  const page = await (await site.request('/guides/a-guide/')).text()
  expect(page).toContain('<link rel="canonical" href="https://guides.example/guides/a-guide/">')
  expect(page).toContain('<a href="/guides/">All guides</a>')
  expect(page).toContain('One &lt;more&gt; chapter.')
  expect(page).toContain('PDF <span class="size">1.2 MB</span>')
  expect(page).toContain('<a href="/guides/a-guide/0.9/" >Edition 0.9</a>')
  expect(page).toContain('Withdrawn: A &lt;number&gt; was wrong.')
})

test('a chapter that an older edition had leads to where it is now, or was', async () => {
  const moved = await site.request('/guides/a-guide/first/')
  expect([moved.status, moved.headers.get('Location')]).toEqual([302, '/guides/a-guide/one/'])
  expect(await moved.text()).toContain('content="0; url=/guides/a-guide/one/"')
  const gone = await site.request('/guides/a-guide/gone')
  expect(gone.headers.get('Location')).toBe('/guides/a-guide/0.9/gone/')
  for (const never of ['/guides/a-guide/never/', '/guides/a-guide/1.0/first/'])
    expect((await site.request(never)).status).toBe(404)
})

test('e-readers find what they can open in a catalogue of their own', async () => {
  const catalogue = await site.request('/opds.xml')
  expect(catalogue.headers.get('Content-Type')).toContain('profile=opds-catalog')
  const text = await catalogue.text()
  expect(text).toContain('<title>A &lt;guide&gt;</title>')
  expect(text).toContain('<dc:language>en</dc:language>')
  expect(text).toContain(
    '<link rel="http://opds-spec.org/acquisition/open-access" type="application/pdf" href="https://guides.example/guides/a-guide/1.0/a-guide-1.0.pdf" length="1234567" />',
  )
})

test('who shares a page shows its title and picture', async () => {
  const page = await (await site.request('/guides/a-guide/')).text()
  expect(page).toContain('<meta property="og:title" content="A &#x3C;guide>">')
  expect(page).toContain(
    '<meta property="og:url" content="https://guides.example/guides/a-guide/">',
  )
  expect(page).toContain('content="https://guides.example/guides/a-guide/1.0/card.png"')
  expect(page).toContain(
    '<meta name="citation_pdf_url" content="https://guides.example/guides/a-guide/1.0/a-guide-1.0.pdf">',
  )
  expect(await (await site.request('/guides/a-guide/0.9/')).text()).not.toContain('card.png')
})

test('the search knows the chapters in their language, and is the same when it is built again', async () => {
  const entry = await site.request('/search/index/pagefind-entry.json')
  expect(await entry.json()).toMatchObject({ languages: { en: { page_count: 1 } } })
  const once = await searchIndexer(folder)([guide])
  const again = await searchIndexer(folder)([guide])
  expect([...again.keys()].sort()).toEqual([...once.keys()].sort())
  for (const [path, bytes] of once)
    expect(Buffer.compare(bytes, again.get(path) ?? new Uint8Array()), path).toBe(0)
  const [fragment] = [...once.keys()].filter((path) => path.startsWith('fragment/'))
  const immutable = await site.request(`/search/index/${fragment}`)
  expect(immutable.headers.get('Cache-Control')).toContain('immutable')
  const page = await (await site.request('/search/')).text()
  expect(page).toContain('<script type="module" src="/site/search-guides.js">')
  expect((await site.request('/search/index/..%2f..%2fsecret.txt')).status).toBe(404)
})

test('pages travel small, and what is named by its content is kept for ever', async () => {
  const page = await site.request('/guides/', { headers: { 'Accept-Encoding': 'gzip' } })
  expect(page.headers.get('Content-Encoding')).toBe('gzip')
  expect(page.headers.get('Vary')).toContain('Accept-Encoding')
  const again = await site.request('/guides/', {
    headers: { 'Accept-Encoding': 'gzip', 'If-None-Match': page.headers.get('ETag') ?? '' },
  })
  expect(again.status).toBe(304)
  const style = await site.request('/guides/a-guide/assets/edition-0123456789ab.css')
  expect(style.headers.get('Cache-Control')).toContain('immutable')
  const pdf = await site.request('/guides/a-guide/1.0/a-guide-1.0.pdf', {
    headers: { 'Accept-Encoding': 'gzip' },
  })
  expect([pdf.headers.get('Content-Encoding'), pdf.headers.get('Cache-Control')]).toEqual([
    null,
    'no-cache',
  ])
})

test.each(['/guides/a-guide/0.8/', '/guides/a-guide/0.8/one/', '/guides/a-guide/0.8/a.pdf'])(
  '%s, withdrawn, answers with the reason and no file',
  async (path) => {
    const response = await site.request(path)
    expect(response.status).toBe(410)
    const page = await response.text()
    expect(page).toContain('A &lt;number&gt; was wrong.')
    expect(page).toContain('Read edition 1.0')
  },
)

test('a guide whose every edition was withdrawn says why', async () => {
  const response = await site.request('/guides/gone/')
  expect([response.status, (await response.text()).includes('All of it.')]).toEqual([410, true])
})

test('a city example is in the catalogue, and has a page that leads to its guide', async () => {
  const list = await (await site.request('/examples/')).text()
  expect(list).toContain('<a href="/examples/a-guide/ex-a/">Chattanooga, TN</a>')
  expect(list).toContain('181,099 residents')
  expect(list).toContain('It built &lt;a network&gt;.')
  const own = await (await site.request('/examples/a-guide/ex-a/')).text()
  expect(own).toContain(
    '<a href="/guides/a-guide/one/#n">1</a> <a href="https://example.org/">2</a>',
  )
  expect(own).toContain('<a href="/guides/a-guide/one/#ex-a">One &amp; all</a>')
  const { examples } = (await (await site.request('/examples.json')).json()) as {
    examples: { page: string }[]
  }
  expect(examples.map(({ page }) => page)).toEqual(['/examples/a-guide/ex-a/'])
  for (const nowhere of ['/examples/a-guide/ex-b/', '/examples/other/ex-a/'])
    expect((await site.request(nowhere)).status).toBe(404)
})

test('the network: cities with what they wrote, did and were host to; convenings; news; about', async () => {
  const list = await (await site.request('/cities/')).text()
  expect(list).toContain('Cities of the A &lt;consortium&gt;')
  expect(list).toContain('<a href="/cities/chattanooga-tn/">Chattanooga, TN</a>')
  const city = await (await site.request('/cities/riverbend-zz/')).text()
  expect(city).toContain('A city of the A &lt;consortium&gt;.')
  expect(city).toContain('<a href="/guides/a-guide/one/" >One &amp; all</a>')
  expect(city).toContain('Riverbend &lt;2014&gt;</a>')
  expect(city).toContain('May 2014')
  const other = await (await site.request('/cities/chattanooga-tn/')).text()
  expect(other).toContain('<a href="/examples/a-guide/ex-a/">One &amp; all</a>')
  expect((await site.request('/cities/nowhere/')).status).toBe(404)

  const convenings = await (await site.request('/convenings/')).text()
  expect(convenings).toContain('Riverbend, ZZ, May 2014')
  expect(convenings).not.toContain('A &lt;guide&gt;')
  expect(await (await site.request('/guides/')).text()).not.toContain('Riverbend &lt;2014&gt;')
  const { guides } = (await (await site.request('/guides.json')).json()) as { guides: unknown[] }
  expect(guides).toHaveLength(1)
  expect(await (await site.request('/news/')).text()).toContain('A &lt;guide&gt;, edition 1.0</a')
  const about = await (await site.request('/about/')).text()
  expect(about).toContain('written and approved by A &lt;consortium&gt;')
  expect(about).toContain('href="/guides/a-convening/"')
})

test.each([
  '/',
  '/guides/',
  '/examples/',
  '/cities/',
  '/convenings/',
  '/news/',
  '/newsletter/',
  '/about/',
])('%s is there in Spanish, and each says where the other is', async (path) => {
  const english = await (await site.request(path)).text()
  const spanish = await (await site.request(`/es${path}`)).text()
  expect(english).toContain('<html lang="en">')
  expect(english).toContain(`<a href="/es${path}" hreflang="es" lang="es">Español</a>`)
  expect(spanish).toContain('<html lang="es">')
  expect(spanish).toContain(`<a href="${path}" hreflang="en" lang="en">English</a>`)
  for (const page of [english, spanish])
    expect(page).toContain(
      `<link rel="alternate" hreflang="es" href="https://guides.example/es${path}" />`,
    )
})

test('a feed tells of releases, and search engines find every page', async () => {
  const feed = await site.request('/feed.xml')
  expect(feed.headers.get('Content-Type')).toContain('application/atom+xml')
  const entry = await feed.text()
  expect(entry).toMatch(/^<\?xml/)
  expect(entry).toContain('<title>A &lt;guide&gt;, release 1.0</title>')
  expect(entry).toContain('<id>https://guides.example/guides/a-guide/1.0/</id>')
  expect(entry).toContain('<name>A &amp; B</name>')
  const map = await (await site.request('/sitemap.xml')).text()
  expect(
    [...map.matchAll(/<loc>https:\/\/guides\.example(.*?)<\/loc>/g)].map(([, at]) => at),
  ).toEqual([
    ...['', '/es'].flatMap((prefix) =>
      [
        '/',
        '/guides/',
        '/examples/',
        '/examples/a-guide/ex-a/',
        '/cities/',
        '/cities/chattanooga-tn/',
        '/cities/riverbend-zz/',
        '/convenings/',
        '/news/',
        '/newsletter/',
        '/about/',
      ].map((path) => prefix + path),
    ),
    '/guides/a-guide/',
    '/guides/a-guide/one/',
    '/guides/a-convening/',
  ])
  expect(map).toContain(
    '<xhtml:link rel="alternate" hreflang="es" href="https://guides.example/es/news/"/>',
  )
  for (const path of map.matchAll(/<loc>https:\/\/guides\.example(.*?)<\/loc>/g))
    expect((await site.request(path[1] ?? '')).status).toBe(200)
  expect(await (await site.request('/robots.txt')).text()).toContain(
    'Sitemap: https://guides.example/sitemap.xml',
  )
})

test('a page leads to itself in other languages, and a chapter says that what it translates has changed', async () => {
  const spanish = {
    ...guide,
    slug: 'una-guia',
    lang: 'es',
    translationOf: 'a-guide',
    number: '1.0',
  }
  const arabic = { ...guide, slug: 'dalil', lang: 'ar', translationOf: 'a-guide', chapters: [] }
  await cp(join(folder, 'a-guide', '1.0'), join(folder, 'una-guia', '1.0'), { recursive: true })
  const many = createSite({
    ...sources,
    published: async () => ({ guides: [guide, spanish, arabic], publishing: 0 }),
    editionsOf: async (slug) => (slug === 'una-guia' ? [edition('1.0')] : sources.editionsOf(slug)),
  })
  const textAt = async (path: string) => (await many.request(path)).text()
  const source = await textAt('/guides/a-guide/one/')
  expect(source).toContain('<a href="/guides/una-guia/one/" hreflang="es" lang="es" >español</a>')
  expect(source).toContain('<a href="/guides/dalil/" hreflang="ar" lang="ar" dir="rtl">')
  expect(source).toContain(
    '<link rel="alternate" hreflang="es" href="https://guides.example/guides/una-guia/one/">',
  )
  expect(source).not.toContain('rel="alternate" hreflang="ar"')
  expect(source).not.toContain('has changed since')
  const translation = await textAt('/guides/una-guia/one/')
  expect(translation).toContain('This chapter has changed since it was translated.')
  expect(translation).toContain(
    '<a href="/guides/a-guide/one/" hreflang="en" lang="en">English</a>',
  )
  expect(await textAt('/guides/a-guide/0.9/')).not.toContain('hreflang="es" href="https')
  expect(await textAt('/guides/una-guia/')).not.toContain('has changed since')
  await rm(join(folder, 'una-guia'), { recursive: true })
})

test('a chapter asks whether it was useful, where somebody answers; nothing else does', async () => {
  const page = await (await site.request('/guides/a-guide/1.0/one/')).text()
  expect(page).toContain(
    '<form method="post" action="https://guides.example/feedback/a-guide/1.0/one/useful/">',
  )
  expect(page).toContain('<a href="/print/a-guide/1.0/?chapter=one">Print this chapter</a>')
  expect(page.indexOf('<p>Fiber for all.</p>')).toBeLessThan(
    page.indexOf('Was this chapter useful?'),
  )
  for (const path of ['/guides/a-guide/1.0/', '/guides/a-guide/0.9/'])
    expect(await (await site.request(path)).text()).not.toContain('/feedback/')
  const alone = createSite({ ...sources, formsAt: null })
  expect(await (await alone.request('/guides/a-guide/one/')).text()).not.toContain('/feedback/')
})

test('exported, the site is byte for byte what is served', async () => {
  const out = join(folder, 'exported')
  await exportSite(sources, out)
  const { files } = await exportSite(sources, out)
  const written = (await readdir(out, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(out.length))
  expect(written).toHaveLength(files)
  expect(written).toEqual(
    expect.arrayContaining([
      '/index.html',
      '/guides/a-guide/one/index.html',
      '/guides/a-guide/1.0/one/index.html',
      '/guides/a-guide/a-guide-1.0.pdf',
      '/guides/a-guide/0.9/style.css',
      '/guides/a-guide/0.8/index.html',
      '/guides/gone/index.html',
      '/examples/a-guide/ex-a/index.html',
      '/cities/riverbend-zz/index.html',
      '/es/about/index.html',
      '/convenings.json',
      '/opds.xml',
      '/print/a-guide/1.0/index.html',
      '/search/index.html',
      '/es/search/index.html',
      '/search/index/pagefind.js',
      '/site/site.css',
    ]),
  )
  expect(fileOf('/guides/a-guide/')).toBe('guides/a-guide/index.html')
  for (const path of written) {
    if (path === '/404.html') continue
    const served = await site.request(path.replace(/index\.html$/, ''))
    expect(
      Buffer.from(await served.arrayBuffer()).equals(await readFile(join(out, path))),
      path,
    ).toBe(true)
  }
  await expect(exportSite(sources, folder)).rejects.toThrow('holds files of another kind')
})

test('what has not changed is not sent again', async () => {
  const etag = (await site.request('/guides/a-guide/')).headers.get('ETag') ?? ''
  const again = await site.request('/guides/a-guide/', { headers: { 'If-None-Match': etag } })
  expect(again.status).toBe(304)
})

test.each([
  ['bytes=2-4', 206, '234', 'bytes 2-4/10'],
  ['bytes=-3', 206, '789', 'bytes 7-9/10'],
  ['bytes=8-', 206, '89', 'bytes 8-9/10'],
  ['bytes=20-', 416, '', 'bytes */10'],
  ['bytes=0-1,4-5', 200, '0123456789', null],
])('a range %s is answered %i', async (range, status, text, contentRange) => {
  const response = await site.request('/guides/a-guide/1.0/a-guide-1.0.pdf', {
    headers: { Range: range },
  })
  expect(response.status).toBe(status)
  expect(await response.text()).toBe(text)
  expect(response.headers.get('Content-Range')).toBe(contentRange)
})

test('a download is told apart by its content, on whichever server it lies', async () => {
  const path = '/guides/a-guide/1.0/a-guide-1.0.pdf'
  const first = await site.request(path)
  expect(first.headers.get('ETag')).toBe('"00"')
  expect(first.headers.get('Accept-Ranges')).toBe('bytes')
  const again = await site.request(path, { headers: { 'If-None-Match': 'W/"x", "00"' } })
  expect(again.status).toBe(304)
  const rest = (ifRange: string) =>
    site.request(path, { headers: { Range: 'bytes=4-', 'If-Range': ifRange } })
  expect((await rest('"00"')).status).toBe(206)
  // Another file by now: the parts would not fit.
  expect(await (await rest('"11"')).text()).toBe('0123456789')
})

test.each([
  ['/feed.xml', { 'If-None-Match': 'W/"nothing", "else"' }, 200],
  ['/feed.xml', { 'If-None-Match': '*' }, 304],
  ['/feed.xml', { 'If-Modified-Since': 'yesterday, or so' }, 200],
  ['/feed.xml', { Accept: 'text/html;q=nonsense', 'Accept-Encoding': 'nothing, gzip;q=0' }, 200],
  ['/feed.xml', { Range: 'bytes=-1,0-0,x', 'A-IM': 'feed' }, 200],
  ['/feed.xml?utm=<script>&%ff=%', {}, 200],
  ['/feed.xml/', {}, 404],
  ['//feed.xml', {}, 404],
  ['/FEED.XML', {}, 404],
])('a feed reader that asks for %s with %o gets %i', async (path, headers, status) => {
  const response = await site.request(`https://guides.example${path}`, {
    headers: { 'User-Agent': 'Reader/0 (+<b>)', ...headers },
  })
  const text = await response.text()
  expect(response.status).toBe(status)
  if (status === 200) expect(text).toMatch(/^<\?xml[\s\S]*<\/feed>\s*$/)
  expect(text).not.toContain('<script>')
})

test.each(['HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'PROPFIND'])(
  '%s of the feed does no harm',
  async (method) => {
    const response = await site.request('/feed.xml', { method })
    expect(response.status).toBe(method === 'HEAD' ? 200 : 404)
  },
)

test.each([
  '/guides/a-guide/..%2f..%2fsecret.txt',
  '/guides/a-guide/1.0/..%2f..%2f..%2fsecret.txt',
  '/guides/..%2f/secret.txt',
  '/guides/a-guide/%00',
  '/guides/unknown/',
  '/guides/a-guide/9.9/',
  '/site/../site.ts',
  '/guides/a-guide/1.0/....//....//secret.txt',
  '/guides/a-guide/1.0/..%5c..%5csecret.txt',
  '/guides/a-guide/1.0/%2e%2e/%2e%2e/%2e%2e/secret.txt',
  '/guides/a-guide/1.0/..%252f..%252f..%252fsecret.txt',
  '/guides/a-guide/1.0//etc/passwd',
  '/guides/%2e%2e/secret.txt',
  '/search/index/..%2f..%2fsecret.txt',
  '/print/..%2f/1.0/',
])('%s leads nowhere', async (path) => {
  const response = await site.request(path)
  expect(response.status).toBe(404)
  expect(await response.text()).not.toContain('secret')
})

test('the style sheet carries the tokens and the fonts', async () => {
  const css = await (await site.request('/site/site.css')).text()
  expect(css).toContain('--accent:')
  const font = /\/site\/[0-9a-f]+\.woff2/.exec(css)?.[0] ?? ''
  const response = await site.request(font)
  expect(response.headers.get('Content-Type')).toBe('font/woff2')
  expect(response.headers.get('Cache-Control')).toContain('immutable')
})
