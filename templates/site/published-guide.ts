/** What the public pages say of a guide that has an edition. */
export interface PublishedGuide {
  slug: string
  title: string
  subtitle: string
  summary: string
  topics: string[]
  consortium: string
  cities: { name: string; state: string }[]
  /** Number of the newest release, e.g. "1.0". */
  number: string
  /** ISO 8601, UTC. */
  releasedAt: string
  chapterCount: number
  exampleCount: number
  /** Minutes at 230 words a minute. */
  readingMinutes: number
  files: { format: 'web' | 'pdf' | 'epub' | 'docx'; href: string; bytes: number }[]
}
