import type { EditionDownload } from './edition-frame.ts'

export interface City {
  name: string
  /** Empty where it has none. */
  state: string
}

/** What a text is, as `guides/model/guide.ts` has it. */
export type GuideKind = 'guide' | 'convening' | 'news' | 'newsletter'

/** What the public pages say of a guide, or of a text of another kind, that has an edition. */
export interface PublishedGuide {
  slug: string
  kind: GuideKind
  title: string
  subtitle: string
  summary: string
  /** BCP 47 tag. */
  lang: string
  topics: string[]
  consortium: string
  /** Slug of the guide that it is a translation of; null where it is none. */
  translationOf: string | null
  /** Cities that wrote it: those that it names, and those that are credited. */
  cities: City[]
  /** When and where, of a convening: "2014", or a month or day of it. */
  held: { city: City; date: string } | null
  /** Number of the newest release, e.g. "1.0". */
  number: string
  /** ISO 8601, UTC. */
  releasedAt: string
  /** With the cities that are credited for each. */
  chapters: { id: string; title: string; cities: City[] }[]
  exampleCount: number
  /** Minutes at 230 words a minute. */
  readingMinutes: number
  files: EditionDownload[]
}

export const ofKind = (guides: PublishedGuide[], wanted: GuideKind): PublishedGuide[] =>
  guides.filter(({ kind }) => kind === wanted)

/** The same guide in other languages: its source, and what was translated from the same. */
export function inOtherLanguages(
  guide: PublishedGuide,
  guides: PublishedGuide[],
): PublishedGuide[] {
  const root = ({ slug, translationOf }: PublishedGuide): string => translationOf ?? slug
  return guides.filter((other) => other.slug !== guide.slug && root(other) === root(guide))
}
