import type { Kysely } from 'kysely'
import type { Actor } from '../api/contract.ts'
import { enqueue, retryJob } from '../jobs/index.ts'
import { record } from '../review/index.ts'
import type { Store } from '../store/open-store.ts'
import type { NewsletterSendingRow, Tables } from '../store/tables.ts'

/** A newsletter cannot be sent; the code says why. */
export class NewsletterRefusal extends Error {
  readonly code: 'not-a-newsletter' | 'not-published' | 'already-sent'
  constructor(code: NewsletterRefusal['code'], message: string) {
    super(message)
    this.code = code
  }
}

/** The release of a guide that readers see now; null where they see none. */
export async function currentRelease(
  db: Kysely<Tables>,
  guideId: string,
  now = new Date(),
): Promise<{ id: string; number: string; content: string } | null> {
  const row = await db
    .selectFrom('release')
    .innerJoin('candidate', 'candidate.id', 'release.candidate_id')
    .select(['release.id', 'release.number', 'candidate.content'])
    .where('release.guide_id', '=', guideId)
    .where('release.withdrawn_at', 'is', null)
    .where('release.published_at', '<=', now.toISOString())
    .orderBy('release.ordinal', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ?? null
}

/**
 * Sends a newsletter off, once: who has confirmed at this moment gets it. Everything is written in
 * one transaction; mails go out by a job. Where a job gave up, the same call takes it up again, for
 * those who have not got it.
 *
 * @param number of the release that the sender looked at.
 * @throws {NewsletterRefusal}
 */
export async function sendNewsletter(
  { db }: Store,
  {
    guideId,
    number,
    actor,
    now = new Date(),
  }: {
    guideId: string
    number: string
    actor: Actor
    now?: Date
  },
): Promise<void> {
  const release = await currentRelease(db, guideId, now)
  if (release?.number !== number)
    throw new NewsletterRefusal(
      'not-published',
      `Readers do not see release ${number} of this newsletter. Wait until it is published, then send it.`,
    )
  await db.transaction().execute(async (trx) => {
    const before = await sendingOf(trx, guideId)
    if (before) {
      if (await retryJob(trx, before.job_id)) return
      throw new NewsletterRefusal(
        'already-sent',
        'This newsletter has been sent off. Nobody gets it twice: begin another one.',
      )
    }
    const at = now.toISOString()
    const jobId = await enqueue(trx, { kind: 'newsletter', payload: { guideId }, maxAttempts: 20 })
    await trx
      .insertInto('newsletter_sending')
      .values({
        guide_id: guideId,
        release_id: release.id,
        job_id: jobId,
        started_at: at,
        started_by: JSON.stringify(actor),
      })
      .execute()
    await trx
      .insertInto('newsletter_delivery')
      .columns(['guide_id', 'subscriber_id', 'state'])
      .expression(
        trx
          .selectFrom('newsletter_subscriber')
          .select((is) => [is.val(guideId).as('guide_id'), 'id', is.val('waiting').as('state')])
          .where('confirmed_at', 'is not', null),
      )
      .execute()
    await record(trx, {
      guideId,
      at,
      actor,
      action: 'send-newsletter',
      summary: `${actor.name} sent release ${number} to the subscribers of the newsletter.`,
      details: { release: number },
    })
  })
}

export async function sendingOf(
  db: Kysely<Tables>,
  guideId: string,
): Promise<NewsletterSendingRow | null> {
  const row = await db
    .selectFrom('newsletter_sending')
    .selectAll()
    .where('guide_id', '=', guideId)
    .executeTakeFirst()
  return row ?? null
}
