import type { Guide } from '@charrette/guides'
import type { Store } from '../store/open-store.ts'
import { textHashes } from './translation-state.ts'

/** A release, as its address names it. */
interface NamedRelease {
  slug: string
  number: string
}

/**
 * Tells which chapters of a translation's edition have another text in an edition of its source. Both
 * texts are frozen: what was found of two releases is kept for the life of the process, and a page
 * costs no reading of texts.
 */
export function changedSinceReader({
  db,
}: Store): (translation: NamedRelease, source: NamedRelease) => Promise<readonly string[]> {
  const known = new Map<string, Promise<readonly string[]>>()

  async function textOf({ slug, number }: NamedRelease): Promise<Guide> {
    const { content } = await db
      .selectFrom('release')
      .innerJoin('candidate', 'candidate.id', 'release.candidate_id')
      .innerJoin('guide', 'guide.id', 'release.guide_id')
      .select('candidate.content')
      .where('guide.slug', '=', slug)
      .where('release.number', '=', number)
      .executeTakeFirstOrThrow()
    return JSON.parse(content) as Guide
  }

  async function compare(translation: NamedRelease, source: NamedRelease): Promise<string[]> {
    const { translationOf } = (await textOf(translation)).frontMatter
    const hashes = textHashes(await textOf(source))
    return Object.entries(translationOf?.chapters ?? {}).flatMap(([id, from]) =>
      hashes.has(id) && hashes.get(id) !== from ? [id] : [],
    )
  }

  return (translation, source) => {
    const key = [translation.slug, translation.number, source.slug, source.number].join(' ')
    const found = known.get(key)
    if (found) return found
    const finding = compare(translation, source)
    known.set(key, finding)
    finding.catch(() => known.delete(key))
    return finding
  }
}
