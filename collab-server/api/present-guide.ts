import { type Guide, wordCount } from '@charrette/guides'
import type { GuideRow } from '../store/tables.ts'
import type { GuideSummary, Role } from './contract.ts'
import type { ApiDependencies } from './dependencies.ts'
import { candidateSummaries } from './present-candidate.ts'

/** A guide as a line in the list of guides. */
export async function presentGuide(
  { store: { db }, sync }: ApiDependencies,
  guide: GuideRow,
  role: Role,
): Promise<GuideSummary> {
  const [draft, consortium, edited, release, candidates] = await Promise.all([
    // A draft may stand without a title for a moment: the list shows it by its slug.
    sync.readGuide(guide.id).then(
      (read): Guide | null => read.guide,
      () => null,
    ),
    db
      .selectFrom('consortium')
      .select(['slug', 'name'])
      .where('id', '=', guide.consortium_id)
      .executeTakeFirstOrThrow(),
    db
      .selectFrom('update_log')
      .select('at')
      .where('guide_id', '=', guide.id)
      .orderBy('seq', 'desc')
      .limit(1)
      .executeTakeFirst(),
    db
      .selectFrom('release')
      .select(['number', 'released_at'])
      .where('guide_id', '=', guide.id)
      .orderBy('ordinal', 'desc')
      .limit(1)
      .executeTakeFirst(),
    candidateSummaries(db, guide.id),
  ])
  return {
    id: guide.id,
    slug: guide.slug,
    kind: draft?.frontMatter.kind ?? 'guide',
    title: draft?.frontMatter.title ?? guide.slug,
    subtitle: draft?.frontMatter.subtitle ?? '',
    summary: draft?.frontMatter.summary ?? '',
    consortium,
    role,
    cities: draft?.frontMatter.cities ?? [],
    chapters: draft?.chapters.map(({ id, title }) => ({ id, title })) ?? [],
    chapterCount: draft?.chapters.length ?? 0,
    wordCount: draft ? wordCount(draft) : 0,
    editedAt: edited?.at ?? null,
    latestRelease: release ? { number: release.number, releasedAt: release.released_at } : null,
    openCandidates: candidates.filter(({ state }) => state === 'submitted'),
  }
}
