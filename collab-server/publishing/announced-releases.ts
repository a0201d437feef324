import type { AnnouncedRelease } from '@charrette/templates/site'
import type { Store } from '../store/open-store.ts'
import type { ReadReleaseFacts } from './release-facts.ts'

/** So many does the feed hold. */
const SHOWN = 30

/** The newest releases that readers have got, newest first; not those that were withdrawn. */
export async function announcedReleases(
  { db }: Store,
  readFacts: ReadReleaseFacts,
  now = new Date(),
): Promise<AnnouncedRelease[]> {
  const rows = await db
    .selectFrom('release')
    .innerJoin('guide', 'guide.id', 'release.guide_id')
    .innerJoin('consortium', 'consortium.id', 'guide.consortium_id')
    .select([
      'release.number',
      'release.published_at',
      'release.changelog',
      'release.candidate_id',
      'guide.slug',
      'consortium.name as consortium',
    ])
    .where('release.withdrawn_at', 'is', null)
    .where('release.published_at', '<=', now.toISOString())
    .orderBy('release.published_at', 'desc')
    .limit(SHOWN)
    .execute()
  const facts = await readFacts(rows.map(({ candidate_id: id }) => id))
  return rows.flatMap(({ candidate_id: id, published_at: publishedAt, ...row }) => {
    const frontMatter = facts.get(id)?.frontMatter
    if (!frontMatter) return []
    const { title, summary, lang, kind = 'guide' } = frontMatter
    return [{ ...row, title, summary, lang, kind, publishedAt: publishedAt ?? '' }]
  })
}
