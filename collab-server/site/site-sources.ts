import { join } from 'node:path'
import { announcedReleases } from '../publishing/announced-releases.ts'
import { consortia } from '../publishing/consortium-cities.ts'
import { editionsOf, publishedSlugs } from '../publishing/editions-of.ts'
import { exampleReader } from '../publishing/listed-examples.ts'
import { networkCities } from '../publishing/network-cities.ts'
import { printableEdition } from '../publishing/printable-edition.ts'
import { publishedGuides } from '../publishing/published-guides.ts'
import { releaseFactsReader } from '../publishing/release-facts.ts'
import type { Store } from '../store/open-store.ts'
import { changedSinceReader } from '../translations/index.ts'
import { searchIndexer } from './search-index.ts'
import type { SiteSources } from './site.ts'

/**
 * What the public site shows, out of the database and the data folder.
 *
 * @param addresses `baseUrl`: the one that people use, without a `/` at its end; `formsAt`: see
 *   `SiteSources`.
 */
export function siteSources(
  store: Store,
  dataFolder: string,
  { baseUrl, formsAt }: Pick<SiteSources, 'baseUrl' | 'formsAt'>,
): SiteSources {
  const editionsFolder = join(dataFolder, 'editions')
  const readFacts = releaseFactsReader(store)
  const examplesOf = exampleReader(editionsFolder)
  const published = () => publishedGuides(store, readFacts)
  return {
    published,
    consortia: async () => (await consortia(store.db)).map(({ name }) => name),
    cities: async () => {
      const [known, { guides }] = await Promise.all([consortia(store.db), published()])
      return networkCities({ consortia: known, guides, examples: await examplesOf(guides) })
    },
    publishedSlugs: () => publishedSlugs(store),
    examplesOf,
    announcedReleases: () => announcedReleases(store, readFacts),
    editionsOf: (slug) => editionsOf(store, readFacts, slug),
    searchIndexOf: searchIndexer(editionsFolder),
    printableEdition: (slug, number) => printableEdition(store, slug, number),
    changedSince: changedSinceReader(store),
    editionsFolder,
    baseUrl,
    formsAt,
  }
}
