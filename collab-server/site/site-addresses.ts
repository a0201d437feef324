import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { manifestSchema } from '@charrette/publisher/manifest'
import { exampleAddress } from '@charrette/templates/site'
import type { SiteSources } from './site.ts'

/** Every address of the public site that has pages of its own: what search engines should know. */
export async function pageAddresses(sources: SiteSources): Promise<string[]> {
  const guides = await sources.publishedGuides()
  const files = await Promise.all(
    guides.map(({ slug, number }) => editionFiles(sources, slug, number)),
  )
  return [
    '/',
    '/guides/',
    ...guides.flatMap(({ slug }, index) =>
      (files[index] ?? [])
        .filter((path) => path.endsWith('index.html'))
        .map((path) => `/guides/${slug}/${path.replace(/index\.html$/, '')}`),
    ),
    '/examples/',
    ...(await sources.examplesOf(guides)).map(exampleAddress),
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
    ...(await pageAddresses(sources)),
    ...['feed.xml', 'sitemap.xml', 'robots.txt', 'guides.json', 'examples.json'].map(
      (name) => `/${name}`,
    ),
    ...[...assets].map((name) => `/site/${name}`),
  ])
  for (const slug of await sources.publishedSlugs()) {
    const editions = await sources.editionsOf(slug)
    const newest = editions.find(({ withdrawn }) => withdrawn === null)
    addresses.add(`/guides/${slug}/`)
    for (const { number, withdrawn } of editions) {
      addresses.add(`/guides/${slug}/${number}/`)
      if (withdrawn) continue
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
