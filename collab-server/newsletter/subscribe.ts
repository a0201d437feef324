import { randomUUID } from 'node:crypto'
import {
  inLanguage,
  messagesFor,
  type SiteLanguage,
  siteLanguages,
} from '@charrette/templates/site'
import type { Transaction } from 'kysely'
import { signedToken, valueOfToken } from '../accounts/index.ts'
import type { PostOffice } from '../mail/post-office.ts'
import type { Store } from '../store/open-store.ts'
import type { Tables } from '../store/tables.ts'

const HOUR = 3_600_000
/** So long does a link in the first mail hold; an address that nobody confirmed is forgotten then. */
const PATIENCE = 48 * HOUR
/** So many strangers may ask within an hour, and one address within `PATIENCE`. */
const MOST = { withinTheHour: 60, forOneAddress: 3 }

/** Too many asked within the hour; nothing was kept and nothing is sent. */
export class TooManySubscriptions extends Error {
  readonly code = 'too-many-subscriptions'
}

/**
 * Keeps an address that wants the newsletter and asks it, by mail, whether it does. What is
 * answered on the page is the same for every address, whoever has it already.
 *
 * @param email an address that was looked at.
 * @throws {TooManySubscriptions}
 */
export async function askForNewsletter(
  { store: { db }, postOffice, baseUrl, secret }: NewsletterPlaces,
  { email: written, lang, now = new Date() }: { email: string; lang: SiteLanguage; now?: Date },
): Promise<void> {
  const email = written.toLowerCase()
  const words = messagesFor(lang).newsletterPage
  await db.transaction().execute(async (trx) => {
    await forgetUnconfirmed(trx, now)
    const known = await trx
      .selectFrom('newsletter_subscriber')
      .selectAll()
      .where('email', '=', email)
      .executeTakeFirst()
    const hourAgo = new Date(now.getTime() - HOUR).toISOString()
    const { recent } = await trx
      .selectFrom('newsletter_subscriber')
      .select((count) => count.fn.countAll().as('recent'))
      .where('asked_since', '>', hourAgo)
      .executeTakeFirstOrThrow()
    if (Number(recent) >= MOST.withinTheHour)
      throw new TooManySubscriptions('Too many asked for the newsletter within the hour.')
    const recently =
      known !== undefined && now.getTime() - new Date(known.asked_since).getTime() < PATIENCE
    const asked = recently ? known.asked + 1 : 1
    if (asked > MOST.forOneAddress) return
    const id = known?.id ?? randomUUID()
    const askedSince = recently ? known.asked_since : now.toISOString()
    await trx
      .insertInto('newsletter_subscriber')
      .values({ id, email, lang, asked, asked_since: askedSince, confirmed_at: null })
      .onConflict((conflict) =>
        conflict.column('email').doUpdateSet({ asked, asked_since: askedSince }),
      )
      .execute()
    const confirmUrl = `${baseUrl}${inLanguage(lang, '/newsletter/confirm/')}${signedToken(secret, CONFIRM, id)}`
    // Whoever enters somebody else's address sends them no words of their own.
    await postOffice.keep(
      trx,
      known?.confirmed_at
        ? {
            to: email,
            subject: words.alreadySubject,
            text: words.alreadyMail(stopNewsletterUrl({ baseUrl, secret }, { id, lang })),
          }
        : {
            to: email,
            subject: words.confirmSubject,
            text: words.confirmMail(confirmUrl),
          },
    )
  })
  postOffice.wake()
}

/** What the newsletter works with. */
export interface NewsletterPlaces {
  store: Store
  postOffice: Pick<PostOffice, 'keep' | 'wake' | 'deliver'>
  /** The address that people use, without a `/` at its end. */
  baseUrl: string
  secret: string
}

const CONFIRM = 'newsletter-confirm'
const STOP = 'newsletter-stop'

/** The address that stops the newsletter for one subscriber, in the language of their page. */
export function stopNewsletterUrl(
  { baseUrl, secret }: Pick<NewsletterPlaces, 'baseUrl' | 'secret'>,
  { id, lang }: { id: string; lang: string },
): string {
  const known = siteLanguages.find((language) => language === lang) ?? 'en'
  return `${baseUrl}${inLanguage(known, '/newsletter/stop/')}${signedToken(secret, STOP, id)}`
}

/** Whether a link of a first mail is one of ours; what it is for may be gone. */
export const isConfirmLink = (secret: string, token: string): boolean =>
  valueOfToken(secret, CONFIRM, token) !== null

export const isStopLink = (secret: string, token: string): boolean =>
  valueOfToken(secret, STOP, token) !== null

/**
 * Takes a subscriber in who answered the first mail. Doing it twice is no mistake.
 *
 * @returns false where the link is not ours, or too old.
 */
export async function confirmSubscription(
  { store: { db }, secret }: NewsletterPlaces,
  token: string,
  now = new Date(),
): Promise<boolean> {
  const id = valueOfToken(secret, CONFIRM, token)
  if (id === null) return false
  return db.transaction().execute(async (trx) => {
    await forgetUnconfirmed(trx, now)
    const { numUpdatedRows } = await trx
      .updateTable('newsletter_subscriber')
      .set({ confirmed_at: now.toISOString() })
      .where('id', '=', id)
      .executeTakeFirst()
    return numUpdatedRows === 1n
  })
}

/**
 * Forgets a subscriber: the address, and the mails that we wrote to it. Doing it twice is no mistake.
 *
 * @returns false where the link is not ours.
 */
export async function stopNewsletter(
  { store: { db }, secret }: NewsletterPlaces,
  token: string,
): Promise<boolean> {
  const id = valueOfToken(secret, STOP, token)
  if (id === null) return false
  await db.transaction().execute(async (trx) => {
    const gone = await trx
      .deleteFrom('newsletter_subscriber')
      .where('id', '=', id)
      .returning('email')
      .execute()
    await forgetMails(
      trx,
      gone.map(({ email }) => email),
    )
  })
  return true
}

async function forgetUnconfirmed(trx: Transaction<Tables>, now: Date): Promise<void> {
  const before = new Date(now.getTime() - PATIENCE).toISOString()
  const gone = await trx
    .deleteFrom('newsletter_subscriber')
    .where('confirmed_at', 'is', null)
    .where('asked_since', '<', before)
    .returning('email')
    .execute()
  await forgetMails(
    trx,
    gone.map(({ email }) => email),
  )
}

/** Mails to people who have an account stay: they are about something else as well. */
async function forgetMails(trx: Transaction<Tables>, addresses: string[]): Promise<void> {
  if (addresses.length === 0) return
  await trx
    .deleteFrom('mail')
    .where('to_address', 'in', addresses)
    .where('to_address', 'not in', trx.selectFrom('user').select('email'))
    .where('to_address', 'not in', trx.selectFrom('question').select('email'))
    .execute()
}

/** How many people get the next newsletter. */
export async function countSubscribers({ db }: Store): Promise<number> {
  const { count } = await db
    .selectFrom('newsletter_subscriber')
    .select((rows) => rows.fn.countAll().as('count'))
    .where('confirmed_at', 'is not', null)
    .executeTakeFirstOrThrow()
  return Number(count)
}
