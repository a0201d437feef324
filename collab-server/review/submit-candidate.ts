import { randomUUID } from 'node:crypto'
import { canonicalJson, contentHash, type Guide } from '@charrette/guides'
import type { Store } from '../store/open-store.ts'
import type { Sync } from '../sync/index.ts'
import { type Actor, record } from './audit-trail.ts'
import { ReviewRefusal } from './refusals.ts'

/**
 * Freezes a guide exactly as it is on disk now and puts it before the editors. What is typed
 * afterwards goes on in the draft. An open candidate is superseded by it.
 *
 * @returns the candidate's number within the guide.
 * @throws {ReviewRefusal} `front-matter-incomplete`.
 */
export async function submitCandidate(
  { store, sync }: { store: Store; sync: Pick<Sync, 'readGuide'> },
  {
    guideId,
    actor,
    note,
    now = new Date(),
  }: {
    guideId: string
    actor: Actor
    note: string
    now?: Date
  },
): Promise<number> {
  const { guide, stateVector } = await readWhole(sync, guideId)
  const hash = await contentHash(guide)
  const at = now.toISOString()
  return store.db.transaction().execute(async (trx) => {
    const last = await trx
      .selectFrom('candidate')
      .select('number')
      .where('guide_id', '=', guideId)
      .orderBy('number', 'desc')
      .limit(1)
      .executeTakeFirst()
    const number = (last?.number ?? 0) + 1
    await trx
      .updateTable('candidate')
      .set({ state: 'superseded' })
      .where('guide_id', '=', guideId)
      .where('state', '=', 'submitted')
      .execute()
    await trx
      .insertInto('candidate')
      .values({
        id: randomUUID(),
        guide_id: guideId,
        number,
        state: 'submitted',
        content_hash: hash,
        content: canonicalJson(guide),
        state_vector: stateVector,
        note,
        submitted_by: canonicalJson(actor),
        submitted_at: at,
        decided_by: null,
        decided_at: null,
        reason: '',
      })
      .execute()
    await record(trx, {
      guideId,
      at,
      actor,
      action: 'submit-candidate',
      summary: `${actor.name} submitted candidate ${number} for review.`,
      details: { candidate: number, contentHash: hash },
    })
    return number
  })
}

async function readWhole(
  sync: Pick<Sync, 'readGuide'>,
  guideId: string,
): Promise<{ guide: Guide; stateVector: Uint8Array }> {
  try {
    return await sync.readGuide(guideId)
  } catch (error) {
    if (error instanceof Error && error.name.includes('ZodError'))
      throw new ReviewRefusal(
        'front-matter-incomplete',
        'The guide needs at least a title before it can be submitted. Fill in its front matter.',
      )
    throw error
  }
}
