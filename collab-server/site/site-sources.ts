import { join } from 'node:path'
import { announcedReleases } from '../publishing/announced-releases.ts'
import { editionsOf, publishedSlugs } from '../publishing/editions-of.ts'
import { exampleReader } from '../publishing/listed-examples.ts'
import { publishedGuides } from '../publishing/published-guides.ts'
import type { Store } from '../store/open-store.ts'
import type { SiteSources } from './site.ts'

/**
 * What the public site shows, out of the database and the data folder.
 *
 * @param baseUrl the address that people use, without a `/` at its end.
 */
export function siteSources(store: Store, dataFolder: string, baseUrl: string): SiteSources {
  const editionsFolder = join(dataFolder, 'editions')
  return {
    publishedGuides: async () => (await publishedGuides(store)).guides,
    publishedSlugs: () => publishedSlugs(store),
    examplesOf: exampleReader(editionsFolder),
    countPublishing: async () => (await publishedGuides(store)).publishing,
    announcedReleases: () => announcedReleases(store),
    editionsOf: (slug) => editionsOf(store, slug),
    editionsFolder,
    baseUrl,
  }
}
