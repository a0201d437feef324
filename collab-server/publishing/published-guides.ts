import { type Guide, walkGuide, wordCount } from '@charrette/guides'
import type { PublishedGuide } from '@charrette/templates/site'
import type { Store } from '../store/open-store.ts'

const WORDS_A_MINUTE = 230

/** Guides with a complete edition, newest first, and how many wait for their first. */
export async function publishedGuides(
  { db }: Store,
  now = new Date(),
): Promise<{ guides: PublishedGuide[]; publishing: number }> {
  const rows = await db
    .selectFrom('release')
    .innerJoin('candidate', 'candidate.id', 'release.candidate_id')
    .innerJoin('guide', 'guide.id', 'release.guide_id')
    .innerJoin('consortium', 'consortium.id', 'guide.consortium_id')
    .select([
      'release.id',
      'release.guide_id',
      'release.number',
      'release.released_at',
      'release.published_at',
      'candidate.content',
      'guide.slug',
      'consortium.name as consortium',
    ])
    .where('release.withdrawn_at', 'is', null)
    .where((is) =>
      is.or([
        is('release.published_at', '<=', now.toISOString()),
        // Being made; one that is to be published later is nobody's business yet.
        is.and([is('release.published_at', 'is', null), is('release.publish_at', 'is', null)]),
      ]),
    )
    .orderBy('release.released_at', 'desc')
    .orderBy('release.ordinal', 'desc')
    .execute()
  const files = await db.selectFrom('edition_file').selectAll().execute()
  const seen = new Map<string, PublishedGuide | null>()
  for (const row of rows) {
    if (seen.get(row.guide_id)) continue
    if (row.published_at === null) {
      seen.set(row.guide_id, null)
      continue
    }
    const guide = JSON.parse(row.content) as Guide
    const exampleCount = [...walkGuide(guide)].filter(
      ({ node }) => node.type === 'cityExample',
    ).length
    const { title, subtitle, summary, topics, cities } = guide.frontMatter
    seen.set(row.guide_id, {
      slug: row.slug,
      title,
      subtitle,
      summary,
      topics,
      cities,
      consortium: row.consortium,
      number: row.number,
      releasedAt: row.released_at,
      chapterCount: guide.chapters.length,
      exampleCount,
      readingMinutes: wordCount(guide) / WORDS_A_MINUTE,
      files: files
        .filter(({ release_id }) => release_id === row.id)
        .map(({ format, path, bytes }) => ({
          format,
          bytes,
          href: `/guides/${row.slug}/${row.number}/${path}`,
        })),
    })
  }
  const all = [...seen.values()]
  return {
    guides: all.filter((guide) => guide !== null),
    publishing: all.filter((guide) => guide === null).length,
  }
}
