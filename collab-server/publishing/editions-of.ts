import type { Guide } from '@charrette/guides'
import type { Edition } from '../site/site.ts'
import type { Store } from '../store/open-store.ts'

/** The guides that have, or had, an edition that readers got to see. */
export async function publishedSlugs({ db }: Store, now = new Date()): Promise<string[]> {
  const rows = await db
    .selectFrom('release')
    .innerJoin('guide', 'guide.id', 'release.guide_id')
    .select('guide.slug')
    .distinct()
    .where('release.published_at', '<=', now.toISOString())
    .orderBy('guide.slug')
    .execute()
  return rows.map(({ slug }) => slug)
}

/** A guide's editions that readers have got to see, newest first; with those that were withdrawn. */
export async function editionsOf(
  { db }: Store,
  slug: string,
  now = new Date(),
): Promise<Edition[]> {
  const rows = await db
    .selectFrom('release')
    .innerJoin('guide', 'guide.id', 'release.guide_id')
    .select([
      'release.number',
      'release.candidate_id',
      'release.withdrawn_at',
      'release.withdrawal_reason',
    ])
    .where('guide.slug', '=', slug)
    .where('release.published_at', '<=', now.toISOString())
    .orderBy('release.ordinal', 'desc')
    .execute()
  const editions: Edition[] = []
  for (const row of rows)
    editions.push({
      number: row.number,
      withdrawn:
        row.withdrawn_at === null
          ? null
          : {
              at: row.withdrawn_at,
              reason: row.withdrawal_reason ?? '',
              title: await titleOf(row.candidate_id),
            },
    })
  return editions

  /** Only for what is withdrawn: reading a whole text for its title is no work for every request. */
  async function titleOf(candidateId: string): Promise<string> {
    const { content } = await db
      .selectFrom('candidate')
      .select('content')
      .where('id', '=', candidateId)
      .executeTakeFirstOrThrow()
    return (JSON.parse(content) as Guide).frontMatter.title
  }
}
