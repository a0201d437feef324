import { randomUUID } from 'node:crypto'
import { canonicalJson, type Guide, guideFromDoc } from '@charrette/guides'
import type { Actor } from '../review/audit-trail.ts'
import type { Store } from '../store/open-store.ts'
import type { Sync } from '../sync/index.ts'
import { headOf, readGuideAt } from './read-history.ts'
import { HistoryRefusal } from './refusals.ts'

// A version is named in addresses by a short word: `now` for the present text, `u120` for the text
// after update 120 of the log, `c3` for candidate 3 (which a release has as well).

/** A version that somebody named, or that review made. */
export interface Version {
  ref: string
  kind: 'named' | 'candidate' | 'release'
  name: string
  at: string
  by: Actor
}

/** Every named version, candidate and release of a guide, newest first. */
export async function listVersions({ db }: Store, guideId: string): Promise<Version[]> {
  const named = await db
    .selectFrom('guide_version')
    .selectAll()
    .where('guide_id', '=', guideId)
    .execute()
  const frozen = await db
    .selectFrom('candidate')
    .leftJoin('release', 'release.candidate_id', 'candidate.id')
    .select([
      'candidate.number',
      'candidate.submitted_at',
      'candidate.submitted_by',
      'release.number as release',
    ])
    .where('candidate.guide_id', '=', guideId)
    .execute()
  return [
    ...named.map(
      ({ seq, name, named_at: at, named_by }): Version => ({
        ref: `u${seq}`,
        kind: 'named',
        name,
        at,
        by: JSON.parse(named_by) as Actor,
      }),
    ),
    ...frozen.map(
      ({ number, submitted_at: at, submitted_by, release }): Version => ({
        ref: `c${number}`,
        kind: release ? 'release' : 'candidate',
        name: release ? `Release ${release}` : `Candidate ${number}`,
        at,
        by: JSON.parse(submitted_by) as Actor,
      }),
    ),
  ].sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0))
}

/** Gives the text after an update of the log a name; without one, the present text. */
export async function nameVersion(
  { store, sync }: { store: Store; sync: Pick<Sync, 'readGuide'> },
  { guideId, name, ref, actor }: { guideId: string; name: string; ref: string; actor: Actor },
): Promise<void> {
  const seq = await seqOf({ store, sync }, guideId, ref)
  await store.db
    .insertInto('guide_version')
    .values({
      id: randomUUID(),
      guide_id: guideId,
      seq,
      name,
      named_by: canonicalJson(actor),
      named_at: new Date().toISOString(),
    })
    .execute()
}

/** @throws {HistoryRefusal} `version-not-found`; `version-unreadable` for a text without a title. */
async function seqOf(
  { store, sync }: { store: Store; sync: Pick<Sync, 'readGuide'> },
  guideId: string,
  ref: string,
): Promise<number> {
  // What was typed a moment ago is on the disk first.
  if (ref === 'now') await sync.readGuide(guideId).catch(unreadable)
  const head = await headOf(store, guideId)
  const seq = ref === 'now' ? head : updateOf(ref)
  if (seq === null || seq > head) throw noSuchVersion()
  return seq
}

/**
 * The text of a version, without its open suggestions.
 *
 * @returns the guide, null for the nothing before the first update; and the last update of the log
 * that it is known to hold.
 * @throws {HistoryRefusal} `version-not-found`, `version-unreadable`.
 */
export async function readVersion(
  { store, sync }: { store: Store; sync: Pick<Sync, 'readGuide'> },
  guideId: string,
  ref: string,
): Promise<{ guide: Guide | null; seq: number }> {
  if (ref === 'now') {
    const { guide } = await sync.readGuide(guideId).catch(unreadable)
    return { guide, seq: await headOf(store, guideId) }
  }
  const candidate = /^c([1-9]\d{0,8})$/.exec(ref)?.[1]
  if (candidate) return readCandidate(store, guideId, Number(candidate))
  const seq = updateOf(ref)
  if (seq === null || seq > (await headOf(store, guideId))) throw noSuchVersion()
  if (seq === 0) return { guide: null, seq }
  const doc = await readGuideAt(store, guideId, seq)
  try {
    return { guide: guideFromDoc(doc), seq }
  } catch (error) {
    return unreadable(error)
  }
}

async function readCandidate(
  { db }: Store,
  guideId: string,
  number: number,
): Promise<{ guide: Guide; seq: number }> {
  const row = await db
    .selectFrom('candidate')
    .select(['content', 'log_seq'])
    .where('guide_id', '=', guideId)
    .where('number', '=', number)
    .executeTakeFirst()
  if (!row) throw noSuchVersion()
  return { guide: JSON.parse(row.content) as Guide, seq: row.log_seq }
}

function updateOf(ref: string): number | null {
  const digits = /^u(\d{1,9})$/.exec(ref)?.[1]
  return digits === undefined ? null : Number(digits)
}

function noSuchVersion(): HistoryRefusal {
  return new HistoryRefusal(
    'version-not-found',
    'There is no such version of this guide. Choose one from its history.',
  )
}

function unreadable(error: unknown): never {
  if (error instanceof Error && error.name.includes('ZodError'))
    throw new HistoryRefusal(
      'version-unreadable',
      'At that moment the guide had no title or another part of its front matter was missing. Choose a moment a little earlier or later.',
    )
  throw error
}
