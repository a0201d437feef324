import { newSuggestionId } from '@charrette/guides'
import type { Messages } from '@charrette/templates/site'
import { sql } from 'kysely'
import { z } from 'zod'
import { enqueue } from '../jobs/index.ts'
import type { Store } from '../store/open-store.ts'

type Words = Pick<Messages['ask'], 'tooLong' | 'lineBreak' | 'cityMissing' | 'textMissing'> &
  Messages['feedback']

const MOST_CHARACTERS = 4000

const line = (most: number, words: Words, missing: string) =>
  z
    .string({ error: missing })
    .trim()
    .min(1, missing)
    .max(most, words.tooLong(String(most)))
    .regex(/^[^\r\n]*$/, words.lineBreak)
const text = (words: Words, missing: string) =>
  z.string({ error: missing }).trim().min(1, missing).max(MOST_CHARACTERS, words.tooLong('4,000'))

/**
 * What a reader writes about a chapter.
 *
 * @param words how the form says what is wrong with a field.
 */
export const commentSchema = (words: Words) =>
  z.object({
    city: line(120, words, words.cityMissing),
    text: text(words, words.textMissing),
  })
export type ReaderComment = z.infer<ReturnType<typeof commentSchema>>

/**
 * What a reader's own city did, and what came of it.
 *
 * @param words how the form says what is wrong with a field.
 */
export const exampleSchema = (words: Words) => {
  const number = (least: number, most: number, wrong: string) =>
    z
      .string()
      .trim()
      // "181,099" and "181 099" are how people write it.
      .transform((written) => written.replace(/[,\s]/g, ''))
      .refine((digits) => digits === '' || /^\d{1,9}$/.test(digits), wrong)
      .transform((digits) => (digits === '' ? null : Number(digits)))
      .refine((value) => value === null || (value >= least && value <= most), wrong)
      .default(null)
  return z.object({
    city: line(120, words, words.cityMissing),
    state: z
      .string()
      .trim()
      .max(60, words.tooLong('60'))
      .regex(/^[^\r\n]*$/, words.lineBreak)
      .default(''),
    population: number(1, 100_000_000, words.populationWrong),
    year: number(1800, 2100, words.yearWrong),
    action: text(words, words.actionMissing),
    outcome: text(words, words.outcomeMissing),
  })
}
export type ReaderExample = z.infer<ReturnType<typeof exampleSchema>>

/** Which chapter of which edition was read. */
export interface ReadChapter {
  guideId: string
  number: string
  chapterId: string
  chapterTitle: string
}

/** More than readers write; a program writes more. Within an hour, about one guide. */
const MOST = 40

/** Too much came within the hour; nothing was kept. */
export class TooMuchFeedback extends Error {
  readonly code = 'too-much-feedback'
}

/**
 * Keeps what a reader wrote, and the job that brings it to the authors, in one transaction: whatever
 * becomes of the chapter or of this process, it is there. The caller wakes the jobs.
 *
 * @throws {TooMuchFeedback}
 */
export async function keepFeedback(
  { db }: Store,
  chapter: ReadChapter,
  written:
    | { kind: 'comment'; content: ReaderComment }
    | { kind: 'example'; content: ReaderExample },
  now = new Date(),
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const { recent } = await trx
      .selectFrom('reader_feedback')
      .select((count) => count.fn.countAll().as('recent'))
      .where('guide_id', '=', chapter.guideId)
      .where('sent_at', '>', new Date(now.getTime() - 3_600_000).toISOString())
      .executeTakeFirstOrThrow()
    if (Number(recent) >= MOST)
      throw new TooMuchFeedback('Too much was written about this guide within the hour.')
    const id = newSuggestionId()
    await trx
      .insertInto('reader_feedback')
      .values({
        id,
        guide_id: chapter.guideId,
        number: chapter.number,
        chapter_id: chapter.chapterId,
        chapter_title: chapter.chapterTitle,
        kind: written.kind,
        city: written.content.city,
        content: JSON.stringify(written.content),
        sent_at: now.toISOString(),
        arrived_as: null,
      })
      .execute()
    await enqueue(trx, { kind: 'reader-feedback', payload: { id }, maxAttempts: 20 })
  })
}

/** Counts one more reader who found a chapter useful, or did not. Nothing is kept of who it was. */
export async function countUsefulness(
  { db }: Store,
  { guideId, number, chapterId }: Omit<ReadChapter, 'chapterTitle'>,
  useful: boolean,
): Promise<void> {
  const yes = useful ? 1 : 0
  const no = 1 - yes
  await db
    .insertInto('chapter_usefulness')
    .values({ guide_id: guideId, number, chapter_id: chapterId, yes, no })
    .onConflict((conflict) =>
      conflict.columns(['guide_id', 'number', 'chapter_id']).doUpdateSet({
        yes: sql`chapter_usefulness.yes + ${yes}`,
        no: sql`chapter_usefulness.no + ${no}`,
      }),
    )
    .execute()
}
