import { WORDS_A_MINUTE } from '@charrette/guides'
import type { PublishedGuide } from '@charrette/templates/site'
import { citiesTogether, creditedCities } from '../credits/index.ts'
import type { Store } from '../store/open-store.ts'
import { allCities } from './consortium-cities.ts'
import type { ReadReleaseFacts } from './release-facts.ts'

/** Guides of every kind with a complete edition, newest first, and how many wait for their first. */
export async function publishedGuides(
  { db }: Store,
  readFacts: ReadReleaseFacts,
  now = new Date(),
): Promise<{ guides: PublishedGuide[]; publishing: number }> {
  const rows = await db
    .selectFrom('release')
    .innerJoin('guide', 'guide.id', 'release.guide_id')
    .innerJoin('consortium', 'consortium.id', 'guide.consortium_id')
    .select([
      'release.id',
      'release.guide_id',
      'release.number',
      'release.released_at',
      'release.published_at',
      'release.candidate_id',
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
  // The newest of each guide only: older texts are in no list.
  const newest = new Map<string, (typeof rows)[number]>()
  for (const row of rows) {
    const before = newest.get(row.guide_id)
    if (!before || before.published_at === null) newest.set(row.guide_id, row)
  }
  const ready = [...newest.values()].filter(({ published_at: at }) => at !== null)
  const facts = await readFacts(ready.map(({ candidate_id: id }) => id))
  const here = await allCities(db)
  const guides = ready.flatMap((row): PublishedGuide[] => {
    const about = facts.get(row.candidate_id)
    if (!about) return []
    const {
      title,
      subtitle,
      summary,
      topics,
      cities,
      lang,
      kind = 'guide',
      held,
      translationOf,
    } = about.frontMatter
    // Who is credited was frozen with the text, as names; a guide's own cities are meant first.
    const known = citiesTogether(cities, here)
    const chapters = about.chapters.map(({ id, title, credited }) => ({
      id,
      title,
      cities: creditedCities(credited, known),
    }))
    return [
      {
        slug: row.slug,
        kind,
        title,
        subtitle,
        summary,
        lang,
        topics,
        cities: citiesTogether(
          cities,
          ...chapters.map((chapter) => chapter.cities),
          creditedCities(about.credited, known),
        ),
        held: held ?? null,
        translationOf: translationOf?.slug ?? null,
        consortium: row.consortium,
        number: row.number,
        releasedAt: row.released_at,
        chapters,
        exampleCount: about.exampleCount,
        readingMinutes: about.wordCount / WORDS_A_MINUTE,
        files: files
          .filter(({ release_id }) => release_id === row.id)
          .map(({ format, path, bytes }) => ({
            format,
            bytes,
            href: `/guides/${row.slug}/${row.number}/${path}`,
          })),
      },
    ]
  })
  return { guides, publishing: newest.size - ready.length }
}
