import { posix } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { listedExamplesSchema } from '../city-examples.ts'
import type { EditionFile } from '../edition-file.ts'
import { fixtureBundle } from '../testing/fixture-guide.ts'
import { type ReadPage, readPage } from '../testing/html-check.ts'
import { webEdition } from './web-edition.ts'

const files = new Map<string, EditionFile>()
const pages = new Map<string, ReadPage>()
const textOf = (path: string): string => new TextDecoder().decode(files.get(path)?.bytes)

beforeAll(async () => {
  const made = await webEdition(await fixtureBundle(), {
    downloads: [{ format: 'pdf', href: './every-kind-1.0.pdf', bytes: 1_234_567 }],
    canonical: 'https://example.org/guides/every-kind/1.0/',
  })
  for (const file of made) files.set(file.path, file)
  for (const path of files.keys())
    if (path.endsWith('.html')) pages.set(path, readPage(textOf(path)))
})

test('there is a landing page, a page a chapter, a glossary and a bibliography', () => {
  expect([...pages.keys()].sort()).toEqual([
    'bibliography/index.html',
    'callouts/index.html',
    'citations/index.html',
    'city-example/index.html',
    'definitions/index.html',
    'figures/index.html',
    'footnotes/index.html',
    'glossary/index.html',
    'index.html',
    'lists/index.html',
    'marks/index.html',
    'references/index.html',
    'tables/index.html',
    'whole-guide/index.html',
  ])
})

test('every page parses without an error and repeats no id', () => {
  for (const [path, page] of pages) {
    expect(page.errors, path).toEqual([])
    expect(new Set(page.ids).size, path).toBe(page.ids.length)
  }
})

test('headings begin with one of level 1 and skip no level', () => {
  for (const [path, { headings }] of pages) {
    expect(headings[0], path).toBe(1)
    expect(
      headings.filter((level) => level === 1),
      path,
    ).toHaveLength(1)
    for (const [index, level] of headings.entries())
      expect(level - (headings[index - 1] ?? 0), `${path}: ${headings}`).toBeLessThanOrEqual(1)
  }
})

test('every address within the edition leads somewhere', () => {
  for (const [path, { hrefs, sources }] of pages)
    for (const href of [...hrefs, ...sources]) {
      if (/^[a-z]+:/.test(href) || href.endsWith('.pdf')) continue
      const [file = '', id] = href.split('#')
      const joined = posix.join(posix.dirname(path), file)
      const target =
        file === '' ? path : /(^|\/)$|\.$/.test(file) ? posix.join(joined, 'index.html') : joined
      expect(files.has(target), `${path} → ${href}`).toBe(true)
      if (id) expect(pages.get(target)?.ids, `${path} → ${href}`).toContain(id)
    }
})

test('a strict content security policy can serve it: no inline script or style, no handler', () => {
  for (const [path, { elements }] of pages)
    for (const { tagName, properties } of elements) {
      if (tagName === 'script' && properties.type !== 'application/ld+json')
        expect(properties.src, path).toMatch(/^\.\.\/assets\/show-notes-/)
      expect(['style', 'iframe', 'object', 'form'], path).not.toContain(tagName)
      expect(
        Object.keys(properties).filter((name) => name === 'style' || /^on[A-Z]/.test(name)),
        path,
      ).toEqual([])
    }
})

test('style sheet and fonts are named by their content and lie beside each other', () => {
  const sheet = [...files.keys()].find((path) => path.endsWith('.css')) ?? ''
  expect(sheet).toMatch(/^assets\/edition-[0-9a-f]{12}\.css$/)
  const fonts = [...textOf(sheet).matchAll(/url\("([^"]+)"\)/g)].map(([, name]) => `assets/${name}`)
  expect(fonts).toHaveLength(8)
  for (const font of fonts) {
    expect(font).toMatch(/-[0-9a-f]{12}\.woff2$/)
    expect(files.has(font)).toBe(true)
  }
  expect(textOf(sheet)).not.toMatch(/url\("?https?:|@import/)
})

test('every heading, figure, table and example with a name can be linked to', () => {
  const anchors = (path: string) =>
    pages
      .get(path)
      ?.elements.filter(({ properties }) => [properties.className].flat().includes('anchor'))
      .map(({ properties }) => [properties.href, properties.ariaLabel])
  expect(anchors('references/index.html')).toEqual([
    ['#places', 'Link to Places'],
    ['#deeper', 'Link to Deeper'],
    ['#deepest', 'Link to Deepest'],
  ])
  expect(anchors('figures/index.html')?.[0]).toEqual(['#figure-map', 'Link to Figure 1'])
  expect(anchors('tables/index.html')?.[0]).toEqual(['#table-plans', 'Link to Table 2'])
  expect(anchors('city-example/index.html')).toContainEqual([
    '#ex-springfield',
    'Link to Springfield, IL',
  ])
})

test('the page of the whole guide leads nowhere but to itself and to the pages around it', () => {
  const page = pages.get('whole-guide/index.html')
  const away = page?.hrefs.filter((href) => !/^(?:#|[a-z]+:)/.test(href) && !/assets/.test(href))
  expect(new Set(away)).toEqual(new Set(['../', '../glossary/', '../bibliography/']))
  expect(page?.ids).toContain('figures')
  expect(textOf('index.html')).toContain('href="./whole-guide/"')
})

test('tables scroll in a region that has a name and takes the focus', () => {
  const region = pages
    .get('tables/index.html')
    ?.elements.find(({ properties }) => properties.role === 'region')
  expect(region?.properties.tabIndex).toBe(0)
  expect(region?.properties.ariaLabelledBy).toEqual(['table-plans_caption'])
})

test('the landing page shows its cities on a map, and lists each with the way to its example', async () => {
  const page = pages.get('index.html')
  const dots = page?.elements.filter(({ tagName }) => tagName === 'circle')
  // Springfield, IL wrote and has an example; where a Shelbyville of no state lies nobody can say.
  expect(dots?.map(({ properties }) => properties.className)).toEqual([
    ['map-told'],
    ['map-written'],
  ])
  const html = textOf('index.html')
  expect(html).toContain('<li>Shelbyville</li><li>Springfield, IL</li>')
  expect(html).toContain('<a href="./city-example/#ex-springfield">Springfield, IL</a>')
  const { guide, ...bundle } = await fixtureBundle()
  const nowhere = {
    ...guide,
    frontMatter: { ...guide.frontMatter, cities: [{ name: 'Erewhon <b>', state: 'ZZ' }] },
    chapters: guide.chapters.filter(({ id }) => id === 'lists'),
  }
  const landingOf = async (release: typeof bundle.release): Promise<string> => {
    const [landing] = await webEdition({ ...bundle, release, guide: nowhere })
    return new TextDecoder().decode(landing?.bytes)
  }
  const unmapped = await landingOf(bundle.release)
  expect(unmapped).toContain('<li>Erewhon &#x3C;b>, ZZ</li>')
  expect(unmapped).not.toContain('<svg')
  // Who is credited without being named stands there as well, once.
  const cities = [
    { name: 'Erewhon <b>', state: 'ZZ' },
    { name: 'Boise', state: 'ID' },
  ]
  const credited = await landingOf({ ...bundle.release, cities })
  expect(credited).toContain('<li>Boise, ID</li><li>Erewhon &#x3C;b>, ZZ</li>')
  expect(credited.match(/class="map-written"/g)).toHaveLength(1)
})

test('the landing page says what it is, who answers for it, and how to cite and take it', () => {
  const html = textOf('index.html')
  for (const said of [
    'Every kind of thing',
    'A guide for tests',
    'Springfield, IL',
    'Edith Lind, Alder Falls, November 23, 2026',
    'The first release.',
    'Springfield, IL and Shelbyville. 2026. “Every Kind of Thing: A Guide for Tests.” Release 1.0. Consortium of Tests.',
    'Creative Commons BY 4.0',
    '5d0664ef7f7da3d0bd2f576369939a73692303093caf79c6dc678541e0a211a1',
    '1.2 MB',
    '<link rel="canonical" href="https://example.org/guides/every-kind/1.0/">',
    '<meta name="citation_publication_date" content="2026/11/24">',
  ])
    expect(html).toContain(said)
  expect(textOf('marks/index.html')).toContain(
    '<link rel="canonical" href="https://example.org/guides/every-kind/1.0/marks/">',
  )
})

test('catalogues and search engines read who, what, when and under which licence', async () => {
  const bundle = await fixtureBundle()
  const linked = (html: string) => {
    const [, json = ''] = /<script type="application\/ld\+json">(.*?)<\/script>/.exec(html) ?? []
    return JSON.parse(json)
  }
  expect(linked(textOf('index.html'))).toMatchObject({
    '@type': 'Book',
    name: 'Every kind of thing',
    bookEdition: '1.0',
    license: 'https://creativecommons.org/licenses/by/4.0/',
    author: [{ '@type': 'Organization', name: 'Springfield, IL' }, { name: 'Shelbyville' }],
  })
  expect(linked(textOf('tables/index.html'))).toMatchObject({
    '@type': 'Chapter',
    position: 10,
    isPartOf: { '@type': 'Book', url: '../' },
  })
  expect(textOf('index.html')).toContain('<meta name="DC.publisher" content="Consortium of Tests">')
  const frontMatter = { ...bundle.guide.frontMatter, title: '</script><b>' }
  const [landing] = await webEdition({ ...bundle, guide: { ...bundle.guide, frontMatter } })
  const html = new TextDecoder().decode(landing?.bytes)
  expect(linked(html).name).toBe('</script><b>')
})

test('a chapter that is called as one of our folders keeps its address', async () => {
  const bundle = await fixtureBundle()
  const chapters = bundle.guide.chapters.map((chapter) =>
    chapter.id === 'marks' ? { ...chapter, id: 'bibliography' } : chapter,
  )
  const made = await webEdition({ ...bundle, guide: { ...bundle.guide, chapters } })
  const paths = made.map(({ path }) => path)
  expect(paths).toContain('bibliography/index.html')
  expect(paths).toContain('bibliography-1/index.html')
  expect(new Set(paths).size).toBe(paths.length)
})

test('its city examples are listed for a catalogue, with addresses that lead from its root', () => {
  const { examples } = listedExamplesSchema.parse(JSON.parse(textOf('examples.json')))
  expect(examples.map(({ html, ...facts }) => facts)).toEqual([
    {
      id: 'ex-springfield',
      city: 'Springfield',
      state: 'IL',
      population: 114_394,
      year: '2019',
      chapter: { id: 'city-example', title: 'A city example' },
      href: 'city-example/#ex-springfield',
      beginning: 'The city lent routers.',
    },
  ])
  expect(examples[0]?.html).toMatch(/<h1[^>]*>Springfield, IL<\/h1>/)
  for (const { href, html } of examples) {
    const addresses = [href, ...[...html.matchAll(/ (?:href|src)="([^"]*)"/g)].map(([, to]) => to)]
    for (const address of addresses) {
      if (/^[a-z]+:/.test(address ?? '')) continue
      const [path = '', id] = (address ?? '').split('#')
      const file = path.endsWith('/') ? `${path}index.html` : path
      expect(files.has(file), address).toBe(true)
      if (id) expect(pages.get(file)?.ids, address).toContain(id)
    }
  }
})

test('a guide in Arabic is set from right to left, and says where a passage is not', async () => {
  const bundle = await fixtureBundle()
  const made = await webEdition(
    {
      ...bundle,
      guide: { ...bundle.guide, frontMatter: { ...bundle.guide.frontMatter, lang: 'ar' } },
    },
    { downloads: [] },
  )
  const page = (path: string) =>
    new TextDecoder().decode(made.find((file) => file.path === path)?.bytes)
  for (const path of ['index.html', 'marks/index.html', 'whole-guide/index.html'])
    expect(page(path)).toContain('<html lang="ar" dir="rtl">')
  expect(page('marks/index.html')).toMatch(/<span lang="(en|es|fr|de)[^"]*" dir="ltr">/)
  expect(textOf('index.html')).not.toContain('dir=')
})
