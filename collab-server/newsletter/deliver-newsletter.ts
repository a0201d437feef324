import type { Guide } from '@charrette/guides'
import type { Kysely } from 'kysely'
import { z } from 'zod'
import type { RunningJob } from '../jobs/index.ts'
import { isRefusedAddress } from '../mail/post-office.ts'
import type { NewsletterDeliveryRow, Tables } from '../store/tables.ts'
import { newsletterMail } from './newsletter-mail.ts'
import { type NewsletterPlaces, stopNewsletterUrl } from './subscribe.ts'

const payloadSchema = z.object({ guideId: z.string() })

/** After so many failures in a row the relay is away, and not an address. */
const ENOUGH = 3

/** Not everybody has got the newsletter yet; the job is tried again. */
export class NewsletterUnfinished extends Error {
  readonly code = 'newsletter-unfinished'
}

/**
 * The job that sends a newsletter, one mail after the other. What happened to each is written down
 * before the next: ended at any moment and begun again, it goes on where it was. A mail that was
 * being handed over at that moment is not sent again: whether the relay has it, nobody knows.
 */
export function deliverNewsletter(places: NewsletterPlaces): (job: RunningJob) => Promise<void> {
  const { store, postOffice, baseUrl } = places
  const { db } = store
  return async ({ payload, signal, report }) => {
    const { guideId } = payloadSchema.parse(payload)
    const { slug, number, content } = await db
      .selectFrom('newsletter_sending')
      .innerJoin('release', 'release.id', 'newsletter_sending.release_id')
      .innerJoin('candidate', 'candidate.id', 'release.candidate_id')
      .innerJoin('guide', 'guide.id', 'newsletter_sending.guide_id')
      .select(['guide.slug', 'release.number', 'candidate.content'])
      .where('newsletter_sending.guide_id', '=', guideId)
      .executeTakeFirstOrThrow()
    const draw = await newsletterMail(JSON.parse(content) as Guide, {
      edition: `${baseUrl}/guides/${slug}/${number}/`,
      site: baseUrl,
    })
    const counts = await deliveryCounts(db, guideId)
    const total = counts.waiting + counts.sent + counts.refused + counts.unknown
    let done = total - counts.waiting
    let failures = 0
    let last = ''
    let problem = ''
    for (;;) {
      if (signal.aborted) return
      const next = await db
        .selectFrom('newsletter_delivery')
        // Who has stopped it in the meantime is not there any more.
        .innerJoin('newsletter_subscriber', 'newsletter_subscriber.id', 'subscriber_id')
        .select([
          'subscriber_id as id',
          'newsletter_subscriber.email',
          'newsletter_subscriber.lang',
        ])
        .where('guide_id', '=', guideId)
        .where('state', '=', 'waiting')
        .where('subscriber_id', '>', last)
        .orderBy('subscriber_id')
        .limit(1)
        .executeTakeFirst()
      if (!next) break
      last = next.id
      const mark = (state: NewsletterDeliveryRow['state']) =>
        db
          .updateTable('newsletter_delivery')
          .set({ state })
          .where('guide_id', '=', guideId)
          .where('subscriber_id', '=', next.id)
          .execute()
      try {
        await postOffice.deliver({
          id: `newsletter.${guideId}.${next.id}`,
          to: next.email,
          ...draw(stopNewsletterUrl(places, next)),
          beforeLast: () => mark('handed-over'),
        })
        await mark('sent')
        failures = 0
        done++
      } catch (error) {
        if (isRefusedAddress(error)) {
          await mark('refused')
          done++
          continue
        }
        await mark('waiting')
        problem = error instanceof Error ? error.message : String(error)
        if (++failures >= ENOUGH) break
      }
      await report(total === 0 ? 1 : done / total, `${done} of ${total} mails`)
    }
    if (problem !== '')
      throw new NewsletterUnfinished(`${done} of ${total} mails went out, then: ${problem}`)
  }
}

/** How many mails of a newsletter are in which state; those of people who stopped it left out. */
export async function deliveryCounts(
  db: Kysely<Tables>,
  guideId: string,
): Promise<{ sent: number; refused: number; unknown: number; waiting: number }> {
  const rows = await db
    .selectFrom('newsletter_delivery')
    .leftJoin('newsletter_subscriber', 'newsletter_subscriber.id', 'subscriber_id')
    .select((rows) => ['state', rows.fn.countAll().as('count')])
    // What went out stays counted; what waits for somebody who is gone does not wait.
    .where((is) => is.or([is('state', '!=', 'waiting'), is('email', 'is not', null)]))
    .where('guide_id', '=', guideId)
    .groupBy('state')
    .execute()
  const of = (state: NewsletterDeliveryRow['state']) =>
    Number(rows.find((row) => row.state === state)?.count ?? 0)
  return {
    sent: of('sent'),
    refused: of('refused'),
    unknown: of('handed-over'),
    waiting: of('waiting'),
  }
}
