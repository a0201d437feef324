import { type FrontMatter, type Guide, walkGuide, wordCount } from '@charrette/guides'
import type { Store } from '../store/open-store.ts'

/** What lists say of a release, without its text. */
export interface ReleaseFacts {
  frontMatter: FrontMatter
  /** `credited`: the names of who is credited for it. */
  chapters: { id: string; title: string; credited: string[] }[]
  /** The names of who is credited for the whole, beside those whom the chapters credit. */
  credited: string[]
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
    for (const { id, content } of await db
      .selectFrom('candidate')
      .select(['id', 'content'])
      .where('id', 'in', unknown)
      .execute())
      known.set(id, factsOf(JSON.parse(content) as Guide))
    return known
  }
}

function factsOf(guide: Guide): ReleaseFacts {
  const namesOf = (credits: Guide['credits'] = []) => credits.map(({ name }) => name)
  return {
    frontMatter: guide.frontMatter,
    chapters: guide.chapters.map(({ id, title, credits }) => ({
      id,
      title,
      credited: namesOf(credits),
    })),
    credited: namesOf(guide.credits),
    exampleCount: [...walkGuide(guide)].filter(({ node }) => node.type === 'cityExample').length,
    wordCount: wordCount(guide),
  }
}
