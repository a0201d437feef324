import type { Guide } from '@charrette/guides'
import type { PrintableEdition } from '@charrette/templates/site'
import type { Store } from '../store/open-store.ts'

/** An edition that readers can read, for choosing chapters of it; null where there is none. */
export async function printableEdition(
  { db }: Store,
  slug: string,
  number: string,
  now = new Date(),
): Promise<(PrintableEdition & { releaseId: string; guideId: string }) | null> {
  const row = await db
    .selectFrom('release')
    .innerJoin('guide', 'guide.id', 'release.guide_id')
    .innerJoin('candidate', 'candidate.id', 'release.candidate_id')
    .leftJoin('edition_file', (join) =>
      join.onRef('edition_file.release_id', '=', 'release.id').on('format', '=', 'pdf'),
    )
    .select([
      'release.id',
      'release.guide_id',
      'candidate.content',
      'edition_file.path',
      'edition_file.bytes',
    ])
    .where('guide.slug', '=', slug)
    .where('release.number', '=', number)
    .where('release.published_at', '<=', now.toISOString())
    .where('release.withdrawn_at', 'is', null)
    .executeTakeFirst()
  if (!row) return null
  const { frontMatter, chapters } = JSON.parse(row.content) as Guide
  return {
    releaseId: row.id,
    guideId: row.guide_id,
    slug,
    number,
    title: frontMatter.title,
    lang: frontMatter.lang,
    chapters: chapters.map(({ id, title }) => ({ id, title })),
    whole:
      row.path !== null && row.bytes !== null
        ? { format: 'pdf', href: `/guides/${slug}/${number}/${row.path}`, bytes: row.bytes }
        : undefined,
  }
}
