import { z } from 'zod'
import type { Credit } from './credits.ts'
import { languageTag } from './marks/marks.ts'

/** A city that wrote, or the place of an example: "Chattanooga", "TN". */
export const citySchema = z.strictObject({
  name: z.string().trim().min(1),
  state: z.string().trim().default(''),
})
export type City = z.infer<typeof citySchema>

/** A slug is a guide's address for ever: /guides/<slug>/. */
export const slugPattern = /^[a-z0-9]+(-[a-z0-9]+)*$/

/** What a text is for readers: where it is listed, and what can be done with it once it is released. */
export const guideKinds = ['guide', 'convening', 'news', 'newsletter'] as const
export type GuideKind = (typeof guideKinds)[number]

/** When and where cities met. */
export const heldSchema = z.strictObject({
  city: citySchema,
  /** A year, a month or a day, as much as is known: "2014", "2014-05", "2014-05-12". */
  date: z
    .string()
    .regex(
      /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/,
      'is a date such as "2014" or "2014-05-12"',
    ),
})

/** Which guide a translation is of, and from which texts it was made. */
export const translationOfSchema = z.strictObject({
  slug: z.string().regex(slugPattern).max(80),
  /** SHA-256 of the source's chapter, by chapter id; chapters that are not translated yet are missing. */
  chapters: z.record(z.string().max(80), z.string().regex(/^[0-9a-f]{64}$/)).default({}),
})

/** How sources can be cited: Chicago (author and date), or APA. */
export const citationStyles = ['chicago-author-date', 'apa'] as const
export type CitationStyle = (typeof citationStyles)[number]

/** What stands before the text: how the guide is named, described, credited and licensed. */
export const frontMatterSchema = z.strictObject({
  title: z.string().trim().min(1),
  subtitle: z.string().trim().default(''),
  slug: z.string().regex(slugPattern, 'is lower-case words joined by hyphens').max(80),
  lang: z.string().regex(languageTag, 'is a language tag such as "en" or "es-US"').default('en'),
  summary: z.string().trim().default(''),
  cities: z.array(citySchema).default([]),
  authors: z.array(z.string().trim().min(1)).default([]),
  topics: z.array(z.string().trim().min(1)).default([]),
  licence: z.string().trim().default('CC-BY-4.0'),
  // Left out and not filled in: what was released before there were kinds keeps its content hash.
  /** Left out: a guide. */
  kind: z.enum(guideKinds).optional(),
  /** Of a convening. */
  held: heldSchema.optional(),
  translationOf: translationOfSchema.optional(),
  /** How sources are cited; left out: Chicago, author and date. */
  citationStyle: z.enum(citationStyles).optional(),
})
export type FrontMatter = z.infer<typeof frontMatterSchema>

/** A node of a chapter's text as ProseMirror writes it to JSON. */
export interface NodeJson {
  type: string
  attrs?: Record<string, unknown>
  content?: NodeJson[]
  marks?: { type: string; attrs?: Record<string, unknown> }[]
  text?: string
}

export interface Chapter {
  /** Stays the same through renaming and reordering; the chapter's address in the web edition. */
  id: string
  title: string
  /** BCP 47 tag, or null where the chapter is in the guide's language. */
  lang: string | null
  /** A `doc` node of the guide schema. */
  content: NodeJson
  /**
   * Who wrote it, the greatest share first. Only in what is frozen, and left out where nobody is
   * credited: what was released before there were credits keeps its content hash.
   */
  credits?: Credit[]
}

/** A picture's file, kept by its content; figures name it by its path in the guide's folder. */
export interface Picture {
  sha256: string
  mediaType: 'image/svg+xml' | 'image/png' | 'image/jpeg' | 'image/webp'
  bytes: number
  /** Intrinsic size in CSS pixels. */
  width: number
  height: number
}

/** One entry of the bibliography in CSL-JSON; `id` is the key that citations use. */
export type CslItem = { id: string; type: string } & Record<string, unknown>

/** A whole guide at one moment: what a candidate freezes and a release publishes. */
export interface Guide {
  frontMatter: FrontMatter
  chapters: Chapter[]
  bibliography: CslItem[]
  /** By path in the guide's folder, e.g. `pictures/map.svg`. */
  pictures: Record<string, Picture>
  /** Who is credited for all of it, beside those whom its chapters credit. */
  credits?: Credit[]
}

/** The picture at a path of the guide's folder; whoever writes may call one `constructor`. */
export const pictureAt = ({ pictures }: Guide, path: string): Picture | undefined =>
  Object.hasOwn(pictures, path) ? pictures[path] : undefined

/** What an edition says of the release that it was made from. */
export interface Release {
  /** "1.0", "1.1" after an erratum, "2.0" after a revision. */
  number: string
  /** SHA-256 of the guide's canonical JSON, in lower-case hexadecimal. */
  contentHash: string
  /** ISO 8601, UTC. */
  releasedAt: string
  /** The consortium that answers for the guide. */
  consortium: string
  approvals: { name: string; city: string; approvedAt: string }[]
  /** What changed since the release before; empty for a first release. */
  changelog: string
  /** Cities that its text credits, with their states: a credit has a name alone. */
  cities?: { name: string; state: string }[]
  /** The corrections since the last revision, this release's included, oldest first. */
  errata?: Erratum[]
}

/** A correction of one chapter, as readers are told of it. */
export interface Erratum {
  /** The release that it made. */
  number: string
  /** ISO 8601, UTC. */
  releasedAt: string
  chapterId: string
  chapterTitle: string
  /** What was wrong. */
  reason: string
}
