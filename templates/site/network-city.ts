import type { ListedExample } from './listed-example.ts'
import type { City, PublishedGuide } from './published-guide.ts'

/** A city as the network's pages show it: what it wrote, what it did, what it was host to. */
export interface NetworkCity extends City {
  /** Its address: `/cities/<slug>/`. */
  slug: string
  /** The consortia in which it has people. */
  consortia: string[]
  /** Guides that name or credit it, with the chapters that it is credited for. */
  wrote: { guide: PublishedGuide; chapters: { id: string; title: string }[] }[]
  examples: ListedExample[]
  /** Convenings that were held there. */
  host: PublishedGuide[]
}

export const cityAddress = ({ slug }: Pick<NetworkCity, 'slug'>): string => `/cities/${slug}/`

/** "Chattanooga, TN". */
export const placeOf = ({ name, state }: City): string => [name, state].filter(Boolean).join(', ')
