import { z } from 'zod'
import type { Guide } from './guide.ts'
import { typedText } from './plain-text.ts'

/** Who is credited for a chapter or a guide: a city, or whoever else an editor names. */
export const creditSchema = z.strictObject({
  name: z.string().trim().min(1).max(120),
  /** Of the text's words, in whole percent; left out for what was given otherwise than in words. */
  share: z.int().min(1).max(100).optional(),
})
export type Credit = z.infer<typeof creditSchema>

/** Credits as they are written in front matter: names, or names with their shares. Each name once. */
export const creditsSchema = z
  .array(
    z.union([
      creditSchema,
      z
        .string()
        .trim()
        .min(1)
        .max(120)
        .transform((name): Credit => ({ name })),
    ]),
  )
  .max(100)
  .refine((credits) => new Set(credits.map(({ name }) => name)).size === credits.length, {
    message: 'names somebody twice',
  })

/** From this share of a chapter on, in percent, a city wrote it; below, it contributed. */
const WROTE = 10

/** The names of a byline: who wrote, and who contributed. */
export interface Byline {
  wrote: string[]
  contributed: string[]
}

/** A byline from its credits, which come with the greatest share first. */
export function bylineOf(credits: readonly Credit[]): Byline {
  const wrote = credits.filter(({ share }) => share !== undefined && share >= WROTE)
  // Where no share is known, or none is large, everybody wrote it.
  if (wrote.length === 0) return { wrote: credits.map(({ name }) => name), contributed: [] }
  return {
    wrote: wrote.map(({ name }) => name),
    contributed: credits.filter((credit) => !wrote.includes(credit)).map(({ name }) => name),
  }
}

/** A whole percent of something: what is there is never nothing. */
export const wholePercent = (part: number, whole: number): number =>
  Math.max(1, Math.round((100 * part) / whole))

/**
 * Who is credited for a whole guide, from its chapters: each one's shares by the length of its text,
 * then those who are credited without a share. Empty for a guide that credits nobody.
 */
export function creditsOfGuide({ chapters, credits = [] }: Guide): Credit[] {
  const lengths = chapters.map(({ content }) => typedText(content).replace(/\s/gu, '').length)
  const whole = lengths.reduce((sum, length) => sum + length, 0)
  const parts = new Map<string, number>()
  for (const [index, chapter] of chapters.entries())
    for (const { name, share = 0 } of chapter.credits ?? [])
      parts.set(name, (parts.get(name) ?? 0) + (share / 100) * (lengths[index] ?? 0))
  for (const { name } of credits) if (!parts.has(name)) parts.set(name, 0)
  return [...parts]
    .sort(([a, one], [b, other]) => other - one || a.localeCompare(b, 'en'))
    .map(([name, part]) => (part > 0 ? { name, share: wholePercent(part, whole) } : { name }))
}

/** The text alone, credited to nobody. */
export function withoutCredits({ credits: _, ...guide }: Guide): Guide {
  return { ...guide, chapters: guide.chapters.map(({ credits: __, ...chapter }) => chapter) }
}
