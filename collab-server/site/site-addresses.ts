import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { manifestSchema } from '@charrette/publisher/manifest'
import {
  cityAddress,
  exampleAddress,
  inLanguage,
  inOtherLanguages,
  siteLanguages,
} from '@charrette/templates/site'
import { movedPages } from './moved-pages.ts'
import type { SiteSources } from './site.ts'

/** What is there for machines. */
const machineReadable = [
  '/feed.xml',
  '/opds.xml',
  '/sitemap.xml',
  '/robots.txt',
  '/guides.json',
  '/convenings.json',
  '/examples.json',
]

/** A page that search engines should know. */
export interface KnownPage {
  path: string
  /** The same page in every language of the site, itself included; empty where there is one only. */
  languages: { lang: string; path: string }[]
}

/** Every page of the public site, the newest edition of each text included. */
export async function pagesForSearch(sources: SiteSources): Promise<KnownPage[]> {
  const { guides } = await sources.published()
  const [files, examples, cities] = await Promise.all([
    Promise.all(guides.map(({ slug, number }) => editionFiles(sources, slug, number))),
    sources.examplesOf(guides),
    sources.cities(),
  ])
  const own = [
    '/',
    '/guides/',
    '/examples/',
    ...examples.map(exampleAddress),
    '/cities/',
    ...cities.map(cityAddress),
    '/convenings/',
    '/news/',
    '/newsletter/',
    '/about/',
  ]
  return [
    ...siteLanguages.flatMap((lang) =>
      own.map((path) => ({
        path: inLanguage(lang, path),
        languages: siteLanguages.map((other) => ({ lang: other, path: inLanguage(other, path) })),
      })),
    ),
    ...guides.flatMap((guide, index) =>
      (files[index] ?? [])
        .filter((path) => path.endsWith('index.html'))
        .map((path) => {
          const at = (slug: string) => `/guides/${slug}/${path.replace(/index\.html$/, '')}`
          // Chapters keep their ids in a translation: the same page is at the same path.
          const alike = [guide, ...inOtherLanguages(guide, guides)].filter((other) =>
            files[guides.indexOf(other)]?.includes(path),
          )
          return {
            path: at(guide.slug),
            languages:
              alike.length > 1 ? alike.map(({ slug, lang }) => ({ lang, path: at(slug) })) : [],
          }
        }),
    ),
  ]
}

/**
 * Every address at which the public site has something, those of older editions included; of an
 * edition that was withdrawn, the page that says why.
 *
 * @param assets names of the files below `/site/`.
 */
export async function siteAddresses(
  sources: SiteSources,
  assets: Iterable<string>,
): Promise<string[]> {
  const addresses = new Set([
    ...(await pagesForSearch(sources)).map(({ path }) => path),
    ...machineReadable,
    ...[...assets].map((name) => `/site/${name}`),
    ...siteLanguages.map((lang) => inLanguage(lang, '/search/')),
    ...[...(await sources.searchIndexOf((await sources.published()).guides)).keys()].map(
      (path) => `/search/index/${path}`,
    ),
  ])
  for (const slug of await sources.publishedSlugs()) {
    const editions = await sources.editionsOf(slug)
    const newest = editions.find(({ withdrawn }) => withdrawn === null)
    addresses.add(`/guides/${slug}/`)
    const readable = editions.filter(({ withdrawn }) => withdrawn === null)
    const numbers = readable.map(({ number }) => number)
    for (const path of await movedPages(sources.editionsFolder, slug, numbers))
      addresses.add(`/guides/${slug}/${path}`)
    for (const { number, withdrawn } of editions) {
      addresses.add(`/guides/${slug}/${number}/`)
      if (withdrawn) continue
      if (await sources.printableEdition(slug, number)) addresses.add(`/print/${slug}/${number}/`)
      for (const path of [...(await editionFiles(sources, slug, number)), 'manifest.json']) {
        const address = path.replace(/(^|\/)index\.html$/, '$1')
        addresses.add(`/guides/${slug}/${number}/${address}`)
        if (number === newest?.number) addresses.add(`/guides/${slug}/${address}`)
      }
    }
  }
  return [...addresses]
}

/** Paths of an edition's files, by its manifest. */
async function editionFiles(
  { editionsFolder }: SiteSources,
  slug: string,
  number: string,
): Promise<string[]> {
  const text = await readFile(join(editionsFolder, slug, number, 'manifest.json'), 'utf8')
  return manifestSchema.parse(JSON.parse(text)).files.map(({ path }) => path)
}
