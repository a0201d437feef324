import type { Guide } from '@charrette/guides'
import type { AnnouncedRelease } from '@charrette/templates/site'
import type { Store } from '../store/open-store.ts'

/** So many does the feed hold. */
const SHOWN = 30

/** The newest releases that readers have got, newest first; not those that were withdrawn. */
export async function announcedReleases(
  { db }: Store,
  now = new Date(),
): Promise<AnnouncedRelease[]> {
  const rows = await db
    .selectFrom('release')
    .innerJoin('candidate', 'candidate.id', 'release.candidate_id')
    .innerJoin('guide', 'guide.id', 'release.guide_id')
    .innerJoin('consortium', 'consortium.id', 'guide.consortium_id')
    .select([
      'release.number',
      'release.published_at',
      'release.changelog',
      'candidate.content',
      'guide.slug',
      'consortium.name as consortium',
    ])
    .where('release.withdrawn_at', 'is', null)
    .where('release.published_at', '<=', now.toISOString())
    .orderBy('release.published_at', 'desc')
    .limit(SHOWN)
    .execute()
  return rows.map(({ content, published_at: publishedAt, ...row }) => {
    const { title, summary } = (JSON.parse(content) as Guide).frontMatter
    return { ...row, title, summary, publishedAt: publishedAt ?? '' }
  })
}
