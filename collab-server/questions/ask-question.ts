import { randomUUID } from 'node:crypto'
import type { Messages } from '@charrette/templates/site'
import type { Kysely, Transaction } from 'kysely'
import { z } from 'zod'
import { may } from '../accounts/index.ts'
import type { Role } from '../api/contract.ts'
import type { PostOffice } from '../mail/post-office.ts'
import { notify } from '../notifications/index.ts'
import type { Store } from '../store/open-store.ts'
import type { Tables } from '../store/tables.ts'

/**
 * What somebody from outside asks.
 *
 * @param words how the form says what is wrong with a field.
 */
export function questionSchema(words: Messages['ask']) {
  const line = (most: number, missing: string) =>
    z
      .string({ error: missing })
      .trim()
      .min(1, missing)
      .max(most, words.tooLong(String(most)))
      // What stands in a mail's head is one line.
      .regex(/^[^\r\n]*$/, words.lineBreak)
  return z.object({
    name: line(120, words.nameMissing),
    email: line(254, words.emailMissing).pipe(z.email(words.emailWrong)),
    city: line(120, words.cityMissing),
    text: z
      .string({ error: words.textMissing })
      .trim()
      .min(1, words.textMissing)
      .max(5000, words.textTooLong),
  })
}
export type Question = z.infer<ReturnType<typeof questionSchema>>

/** Nobody has so many questions; a program that fills in forms has. Each within an hour. */
const MOST = { fromOneAddress: 3, fromAll: 60 }

/** Too many came within the hour; nothing was kept. */
export class TooManyQuestions extends Error {
  readonly code = 'too-many-questions'
}

/**
 * Keeps a question, tells every editor of it and writes to who asked that it came; all in one
 * transaction. The mail to who asked repeats nothing that they wrote: whoever enters somebody
 * else's address sends them no words of their own.
 *
 * @throws {TooManyQuestions}
 */
export async function askQuestion(
  { db }: Store,
  postOffice: PostOffice,
  { question, words, now = new Date() }: { question: Question; words: Messages['ask']; now?: Date },
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const hourAgo = new Date(now.getTime() - 3_600_000).toISOString()
    const recent = await trx
      .selectFrom('question')
      .select('email')
      .where('asked_at', '>', hourAgo)
      .execute()
    const same = recent.filter(({ email }) => email.toLowerCase() === question.email.toLowerCase())
    if (recent.length >= MOST.fromAll || same.length >= MOST.fromOneAddress)
      throw new TooManyQuestions('Too many questions came within the hour.')
    const id = randomUUID()
    await trx
      .insertInto('question')
      .values({
        id,
        ...question,
        asked_at: now.toISOString(),
        answered_at: null,
        answered_by: null,
      })
      .execute()
    await notify(trx, {
      kind: 'question',
      cause: `question:${id}`,
      title: `${question.name} (${question.city}) asks how you can help their city.`,
      href: '/write/questions',
      to: await whoAnswers(trx),
      by: null,
      now,
    })
    await postOffice.keep(trx, {
      to: question.email,
      subject: words.askedTitle,
      text: words.mail,
    })
  })
  postOffice.wake()
}

/** Everybody who may answer, in any consortium. */
async function whoAnswers(db: Kysely<Tables> | Transaction<Tables>): Promise<string[]> {
  const members = await db.selectFrom('consortium_member').select(['account_id', 'role']).execute()
  return members
    .filter(({ role }) => may(role as Role, 'answer questions'))
    .map(({ account_id }) => account_id)
}
