import type { Store } from '../store/open-store.ts'
import { aGuide } from './whole-room.ts'

/** The room's guide as a release that readers can read; no edition of it is made. */
export async function releaseRow({ db }: Store, number: string): Promise<void> {
  const at = '2026-11-24T00:00:00.000Z'
  await db
    .insertInto('candidate')
    .values({
      id: `c-${number}`,
      guide_id: 'g',
      number: 1,
      state: 'approved',
      content_hash: '00',
      content: JSON.stringify(aGuide()),
      state_vector: new Uint8Array(),
      note: '',
      submitted_by: '{}',
      submitted_at: at,
      decided_by: null,
      decided_at: null,
      reason: '',
      kind: 'revision',
      erratum: null,
      changelog: '',
    })
    .execute()
  await db
    .insertInto('release')
    .values({
      id: `r-${number}`,
      guide_id: 'g',
      candidate_id: `c-${number}`,
      number,
      ordinal: 1,
      content_hash: '00',
      released_at: at,
      approvals: '[]',
      changelog: '',
      job_id: '',
      published_at: at,
      kind: 'revision',
      erratum: null,
      publish_at: null,
      publish_zone: null,
      withdrawn_at: null,
      withdrawn_by: null,
      withdrawal_reason: null,
      announced_at: at,
    })
    .execute()
}
