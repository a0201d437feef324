import { chaptersMap } from '@charrette/guides'
import type { GuideHistory } from '../api/contract.ts'
import { reader } from '../feedback/index.ts'
import type { Actor } from '../review/audit-trail.ts'
import type { Store } from '../store/open-store.ts'
import type { GuideReplay } from './guide-replay.ts'
import { readHistory } from './read-history.ts'
import { listVersions } from './versions.ts'

/** Sittings that one answer tells of. */
const PAGE = 100

/**
 * Who wrote when, newest first, with the versions and what was brought back.
 *
 * @param before of an answer before: sittings that began earlier than this update.
 */
export async function presentHistory(
  store: Store,
  guideId: string,
  before: number | null,
): Promise<GuideHistory> {
  const replay = await readHistory(store, guideId)
  const older = replay.sittings.filter(({ firstSeq }) => before === null || firstSeq < before)
  const shown = older.slice(-PAGE)
  const people = await peopleOf(store, shown)
  const rows = await store.db
    .selectFrom('guide_restoration')
    .selectAll()
    .where('guide_id', '=', guideId)
    .orderBy('restored_at', 'desc')
    .execute()
  return {
    sittings: shown
      .toSorted((a, b) => b.lastSeq - a.lastSeq)
      .map((sitting) => ({
        by: people(sitting),
        from: sitting.from,
        to: sitting.to,
        firstSeq: sitting.firstSeq,
        lastSeq: sitting.lastSeq,
        chapters: [...sitting.chapters].map(([chapterId, { added, removed }]) => ({
          chapterId,
          title: titleIn(replay, chapterId),
          added,
          removed,
        })),
        around: sitting.around,
        suggested: sitting.suggested,
      })),
    olderThan: older.length > shown.length ? (shown[0]?.firstSeq ?? null) : null,
    versions: await listVersions(store, guideId),
    restorations: rows.map((row) => ({
      at: row.restored_at,
      by: JSON.parse(row.restored_by) as Actor,
      version: row.version,
      chapterTitle: row.chapter_id === null ? null : titleIn(replay, row.chapter_id),
    })),
  }
}

/** A chapter's title, also of one that was put away. */
function titleIn({ doc }: GuideReplay, chapterId: string): string {
  return String(chaptersMap(doc).get(chapterId)?.get('title') ?? '')
}

async function peopleOf(
  { db }: Store,
  sittings: readonly { accountId: string; cityId: string }[],
): Promise<(of: { accountId: string; cityId: string }) => Actor> {
  const ids = [...new Set(sittings.map(({ accountId }) => accountId))]
  const names = new Map(
    ids.length === 0
      ? []
      : (await db.selectFrom('user').select(['id', 'name']).where('id', 'in', ids).execute()).map(
          ({ id, name }): [string, string] => [id, name],
        ),
  )
  const cities = await cityNames({ db })
  return ({ accountId, cityId }) => ({
    accountId,
    name: names.get(accountId) ?? namesOfNobody[accountId] ?? 'Somebody who left',
    city: cities.get(cityId) ?? '',
  })
}

/** Who writes in the living text without an account. */
const namesOfNobody: Record<string, string> = {
  charrette: 'Charrette',
  [reader.accountId]: reader.name,
}

/** Every city's name by its id. */
export async function cityNames({ db }: Pick<Store, 'db'>): Promise<ReadonlyMap<string, string>> {
  const rows = await db.selectFrom('organization').select(['id', 'name']).execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}
