/** A city example as the public pages list it, with the guide that it stands in. */
export interface ListedExample {
  /** Unique within its guide. */
  id: string
  city: string
  /** As its author wrote it: "TN". */
  state: string
  /** Residents; null where it is not told. */
  population: number | null
  /** Since when, as written: "2010". */
  year: string
  chapter: { id: string; title: string }
  /** Where it stands in the newest edition: `/guides/<slug>/<chapter>/#<id>`. */
  href: string
  /** How it begins. */
  beginning: string
  /** The whole example, its place as `h1`. From an edition: safe to put on a page. */
  html: string
  guide: { slug: string; title: string; topics: string[] }
}

/** "Chattanooga, TN". */
export const exampleName = ({ city, state }: Pick<ListedExample, 'city' | 'state'>): string =>
  [city, state].filter(Boolean).join(', ')

/** The address of an example's own page. */
export const exampleAddress = ({ guide, id }: Pick<ListedExample, 'guide' | 'id'>): string =>
  `/examples/${guide.slug}/${encodeURIComponent(id)}/`

/**
 * Where the sizes of cities end that readers choose between: a city learns most from one of its own
 * size. Their names are `examples.sizes` of the messages, in this order.
 */
const sizesOfCities = [50_000, 250_000, 1_000_000, Number.POSITIVE_INFINITY] as const

/** Which of the sizes; null where the population is not told. */
export function sizeOf(population: number | null): number | null {
  return population === null ? null : sizesOfCities.findIndex((below) => population < below)
}
