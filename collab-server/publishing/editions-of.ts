import { formats } from '@charrette/publisher/manifest'
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
      'release.id',
      'release.number',
      'release.published_at',
      'release.changelog',
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
  const files = await db
    .selectFrom('edition_file')
    .innerJoin('release', 'release.id', 'edition_file.release_id')
    .innerJoin('guide', 'guide.id', 'release.guide_id')
    .select(['release_id', 'format', 'path', 'bytes'])
    .where('guide.slug', '=', slug)
    .execute()
  return rows.map((row) => ({
    number: row.number,
    publishedAt: row.published_at ?? '',
    changelog: row.changelog,
    downloads: formats.flatMap((format) =>
      files
        .filter((file) => file.release_id === row.id && file.format === format)
        .map(({ path, bytes }) => ({
          format,
          bytes,
          href: `/guides/${slug}/${row.number}/${path}`,
        })),
    ),
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
