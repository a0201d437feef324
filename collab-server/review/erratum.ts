import { type Chapter, canonicalJson, type Guide, walk } from '@charrette/guides'
import { z } from 'zod'
import { ReviewRefusal } from './refusals.ts'

const erratumSchema = z.object({
  chapterId: z.string(),
  chapterTitle: z.string(),
  /** What was wrong, for readers. */
  reason: z.string(),
})

/** What a correction of a release is about: one chapter. */
export type Erratum = z.infer<typeof erratumSchema>

/** Reads the erratum of a row; null where it is a revision. */
export function erratumOf(json: string | null): Erratum | null {
  return json === null ? null : erratumSchema.parse(JSON.parse(json))
}

/** What was released before there were credits is not corrected by having some. */
function isSame(before: Chapter, { credits, ...after }: Chapter): boolean {
  const counted = before.credits && credits ? { ...after, credits } : after
  return canonicalJson(before) === canonicalJson(counted)
}

/**
 * The released text with one chapter as it stands in the draft, and whatever that chapter newly
 * cites or shows. Everything else stays as it was released, however far the draft has gone on.
 *
 * @throws {ReviewRefusal} `chapter-not-released`, `chapter-unchanged`.
 */
export function correctedGuide(released: Guide, draft: Guide, chapterId: string): Guide {
  const before = released.chapters.find(({ id }) => id === chapterId)
  const after = draft.chapters.find(({ id }) => id === chapterId)
  if (!before || !after)
    throw new ReviewRefusal(
      'chapter-not-released',
      'An erratum corrects a chapter of the last release. A new chapter needs a revision.',
    )
  if (isSame(before, after))
    throw new ReviewRefusal(
      'chapter-unchanged',
      `“${after.title}” is as it was released. Correct it in the draft first.`,
    )
  // A citation names its entry's key, a figure its picture's path.
  const named = new Set<unknown>()
  for (const { node } of walk(after.content))
    for (const value of Object.values(node.attrs ?? {})) named.add(value)
  return {
    ...released,
    chapters: released.chapters.map((chapter) => (chapter.id === chapterId ? after : chapter)),
    bibliography: [
      ...released.bibliography,
      ...draft.bibliography.filter(
        ({ id }) => named.has(id) && released.bibliography.every((item) => item.id !== id),
      ),
    ],
    pictures: {
      ...Object.fromEntries(Object.entries(draft.pictures).filter(([path]) => named.has(path))),
      ...released.pictures,
    },
  }
}
