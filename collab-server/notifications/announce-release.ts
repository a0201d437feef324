import type { Guide } from '@charrette/guides'
import type { Transaction } from 'kysely'
import { record } from '../review/audit-trail.ts'
import type { Tables } from '../store/tables.ts'
import { guidePath } from './guide-path.ts'
import { notify } from './notify.ts'
import { peopleOfGuide } from './recipients.ts'

/** The product itself, where nobody did something but its time had come. */
const charrette = { accountId: 'charrette', name: 'Charrette', city: '' }

/**
 * Tells a guide's people that readers now see a release; once. Does nothing where its time was put
 * off (another job comes at the new one) or it was withdrawn.
 */
export async function announceRelease(
  trx: Transaction<Tables>,
  releaseId: string,
  now = new Date(),
): Promise<void> {
  const at = now.toISOString()
  const release = await trx
    .updateTable('release')
    .set({ announced_at: at })
    .where('id', '=', releaseId)
    .where('announced_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .where('published_at', '<=', at)
    .returning(['guide_id', 'number', 'candidate_id', 'content_hash'])
    .executeTakeFirst()
  if (!release) return
  const { guide_id: guideId, number } = release
  const { content } = await trx
    .selectFrom('candidate')
    .select('content')
    .where('id', '=', release.candidate_id)
    .executeTakeFirstOrThrow()
  const { title } = (JSON.parse(content) as Guide).frontMatter
  await record(trx, {
    guideId,
    at,
    actor: charrette,
    action: 'publish-release',
    summary: `Release ${number} was published.`,
    details: { release: number, contentHash: release.content_hash },
  })
  await notify(trx, {
    kind: 'publication',
    cause: `published:${releaseId}`,
    title: `Release ${number} of “${title}” is published.`,
    href: `${await guidePath(trx, guideId)}/releases`,
    to: await peopleOfGuide(trx, guideId),
    by: null,
    now,
  })
}
