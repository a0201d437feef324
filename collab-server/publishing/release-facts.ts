import { type FrontMatter, type Guide, walkGuide, wordCount } from '@charrette/guides'
import { z } from 'zod'
import type { Store } from '../store/open-store.ts'

const citiesSchema = z.array(z.object({ id: z.string() }))

/** What lists say of a release, without its text. */
export interface ReleaseFacts {
  frontMatter: FrontMatter
  /** `cityIds`: whose people wrote what stands in it. */
  chapters: { id: string; title: string; cityIds: string[] }[]
  exampleCount: number
  wordCount: number
}

/** From candidates' ids to the facts of what they froze. */
export type ReadReleaseFacts = (
  candidateIds: readonly string[],
) => Promise<ReadonlyMap<string, ReleaseFacts>>

/**
 * Reads the facts of frozen texts. What is frozen never changes, so each text is read once in the
 * life of the process, and a list costs no reading of texts.
 */
export function releaseFactsReader({ db }: Store): ReadReleaseFacts {
  const known = new Map<string, ReleaseFacts>()
  return async (candidateIds) => {
    const unknown = candidateIds.filter((id) => !known.has(id))
    if (unknown.length === 0) return known
    const parts = await db
      .selectFrom('candidate_part')
      .select(['candidate_id', 'part_id', 'cities'])
      .where('candidate_id', 'in', unknown)
      .execute()
    for (const { id, content } of await db
      .selectFrom('candidate')
      .select(['id', 'content'])
      .where('id', 'in', unknown)
      .execute()) {
      const cities = new Map(
        parts
          .filter(({ candidate_id }) => candidate_id === id)
          .map((part) => [part.part_id, citiesSchema.parse(JSON.parse(part.cities))]),
      )
      known.set(id, factsOf(JSON.parse(content) as Guide, cities))
    }
    return known
  }
}

function factsOf(guide: Guide, citiesOf: ReadonlyMap<string, { id: string }[]>): ReleaseFacts {
  return {
    frontMatter: guide.frontMatter,
    chapters: guide.chapters.map(({ id, title }) => ({
      id,
      title,
      cityIds: citiesOf.get(id)?.map((city) => city.id) ?? [],
    })),
    exampleCount: [...walkGuide(guide)].filter(({ node }) => node.type === 'cityExample').length,
    wordCount: wordCount(guide),
  }
}
