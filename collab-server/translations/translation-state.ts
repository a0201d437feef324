import { type Guide, withoutCredits } from '@charrette/guides'
import type { Kysely } from 'kysely'
import type { ChapterTranslation } from '../api/contract.ts'
import { partsOfGuide } from '../review/index.ts'
import type { Tables } from '../store/tables.ts'

/** The text that a translation is made from: what readers see of its source. */
export interface TranslationSource {
  guideId: string
  slug: string
  number: string
  guide: Guide
}

/** The newest release of a guide that readers see, by the guide's slug; null where they see none. */
export async function translationSource(
  db: Kysely<Tables>,
  slug: string,
  now = new Date(),
): Promise<TranslationSource | null> {
  const row = await db
    .selectFrom('release')
    .innerJoin('candidate', 'candidate.id', 'release.candidate_id')
    .innerJoin('guide', 'guide.id', 'release.guide_id')
    .select(['guide.id', 'release.number', 'candidate.content'])
    .where('guide.slug', '=', slug)
    .where('release.withdrawn_at', 'is', null)
    .where('release.published_at', '<=', now.toISOString())
    .orderBy('release.ordinal', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!row) return null
  return { guideId: row.id, slug, number: row.number, guide: JSON.parse(row.content) as Guide }
}

/**
 * How each chapter of a translation stands to its source, in the source's order; then the chapters
 * that the source has no longer.
 *
 * @param translation its draft, or a release of it.
 */
export async function translationState(
  db: Kysely<Tables>,
  translation: Guide,
  source: TranslationSource,
): Promise<ChapterTranslation[]> {
  const made = translation.frontMatter.translationOf?.chapters ?? {}
  const there = new Map(translation.chapters.map(({ id, title }) => [id, title]))
  const hashes = textHashes(source.guide)
  const states: ChapterTranslation[] = []
  for (const { id, title: sourceTitle } of source.guide.chapters) {
    const sourceHash = hashes.get(id) ?? ''
    const from = made[id]
    const title = there.get(id)
    const common = { id, title: title ?? sourceTitle, sourceTitle, sourceHash, since: null }
    if (title === undefined) states.push({ ...common, state: 'missing' })
    else if (from === undefined) states.push({ ...common, state: 'untranslated' })
    else if (from === sourceHash) states.push({ ...common, state: 'current' })
    else
      states.push({
        ...common,
        state: 'outdated',
        since: await changedSince(db, source.guideId, { chapterId: id, from }),
      })
  }
  for (const { id, title } of translation.chapters)
    if (!hashes.has(id))
      states.push({ id, title, sourceTitle: '', sourceHash: '', since: null, state: 'gone' })
  return states
}

/** Of each chapter's text: who is credited for it is nothing that one translates. */
export const textHashes = (guide: Guide): Map<string, string> =>
  new Map(partsOfGuide(withoutCredits(guide)).map(({ partId, hash }) => [partId, hash]))

/** The first release after the one that a chapter was translated from in which it is another text. */
async function changedSince(
  db: Kysely<Tables>,
  guideId: string,
  { chapterId, from }: { chapterId: string; from: string },
): Promise<{ number: string; at: string } | null> {
  const releases = await db
    .selectFrom('release')
    .innerJoin('candidate', 'candidate.id', 'release.candidate_id')
    .select(['release.number', 'release.released_at', 'candidate.content'])
    .where('release.guide_id', '=', guideId)
    .orderBy('release.ordinal')
    .execute()
  const rows = releases.map(({ content, ...release }) => ({
    ...release,
    hash: textHashes(JSON.parse(content) as Guide).get(chapterId),
  }))
  const had = rows.filter(({ hash }) => hash !== undefined)
  const last = had.findLastIndex(({ hash }) => hash === from)
  const first = had[last + 1]
  return first ? { number: first.number, at: first.released_at } : null
}
