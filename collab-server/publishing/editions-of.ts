import type { Edition } from '../site/site.ts'
import type { Store } from '../store/open-store.ts'
import type { ReadReleaseFacts } from './release-facts.ts'

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
  readFacts: ReadReleaseFacts,
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
  const facts = await readFacts(
    rows.filter(({ withdrawn_at: at }) => at !== null).map(({ candidate_id: id }) => id),
  )
  return rows.map((row) => ({
    number: row.number,
    withdrawn:
      row.withdrawn_at === null
        ? null
        : {
            at: row.withdrawn_at,
            reason: row.withdrawal_reason ?? '',
            title: facts.get(row.candidate_id)?.frontMatter.title ?? slug,
          },
  }))
}
