import type { Store } from '../store/open-store.ts'
import type { DamagedGuide } from './damaged-guide.ts'

/** A guide that is damaged on disk, as the operator is told of it. */
export interface Quarantined {
  guideId: string
  slug: string
  reason: string
  /** When it was found, ISO 8601, UTC. */
  at: string
}

/** Records that a guide is damaged. It is opened again once it can be read whole. */
export async function quarantine({ db }: Store, damage: DamagedGuide): Promise<void> {
  const row = { reason: damage.message, at: new Date().toISOString() }
  await db
    .insertInto('quarantine')
    .values({ guide_id: damage.guideId, ...row })
    .onConflict((conflict) => conflict.column('guide_id').doUpdateSet({ reason: row.reason }))
    .execute()
}

/** @returns whether the guide was in quarantine. */
export async function release({ db }: Store, guideId: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('quarantine')
    .where('guide_id', '=', guideId)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

export async function listQuarantined({ db }: Store): Promise<Quarantined[]> {
  return db
    .selectFrom('quarantine')
    .innerJoin('guide', 'guide.id', 'quarantine.guide_id')
    .select(['guide.id as guideId', 'guide.slug', 'quarantine.reason', 'quarantine.at'])
    .orderBy('quarantine.at')
    .execute()
}
