import {
  commentsMap,
  type Message,
  messageSchema,
  suggestionsMap,
  type Writer,
} from '@charrette/guides'
import type { Transaction } from 'kysely'
import type * as Y from 'yjs'
import { z } from 'zod'
import { enqueue, type Handlers } from '../jobs/index.ts'
import type { Store } from '../store/open-store.ts'
import type { Tables } from '../store/tables.ts'
import type { Sync } from '../sync/index.ts'

const KIND = 'erase-from-drafts'
const personSchema = z.object({ accountId: z.string(), name: z.string(), pseudonym: z.string() })
type ErasedPerson = z.infer<typeof personSchema>

/** Has the drafts freed of a person's name, by whichever process holds them, in the transaction of the erasure. */
export async function enqueueErasureFromDrafts(
  trx: Transaction<Tables>,
  person: ErasedPerson,
): Promise<void> {
  await enqueue(trx, { kind: KIND, payload: person, maxAttempts: 200 })
}

/**
 * The job that puts a pseudonym into comments and suggestions of every guide. It may be ended at any
 * moment and begun again; when it is done it has forgotten the name as well.
 */
export const erasureJobs = ({
  store: { db },
  sync,
}: {
  store: Store
  sync: Pick<Sync, 'edit'>
}): Handlers => ({
  [KIND]: async ({ id, payload }) => {
    const person = personSchema.parse(payload)
    const guides = await db.selectFrom('guide').select('id').execute()
    for (const guide of guides)
      await sync.edit(guide.id, { accountId: 'charrette', cityId: '' }, (doc) =>
        renameInDraft(doc, person),
      )
    await db
      .updateTable('job')
      .set({ payload: JSON.stringify({ accountId: person.accountId }) })
      .where('id', '=', id)
      .execute()
  },
})

/** Who signed a comment or a suggestion, and who is mentioned in one, under the new name. */
export function renameInDraft(doc: Y.Doc, { accountId, name, pseudonym }: ErasedPerson): void {
  for (const map of [commentsMap(doc), suggestionsMap(doc)])
    for (const [key, value] of map) {
      if (typeof value !== 'object' || value === null || !('by' in value)) continue
      const by = value.by as Writer
      const signed =
        by.accountId === accountId ? { ...value, by: { ...by, name: pseudonym } } : value
      const message = messageSchema.safeParse(signed)
      const said = message.success
        ? withoutMention(message.data, { accountId, name, pseudonym })
        : signed
      if (JSON.stringify(said) !== JSON.stringify(value)) map.set(key, said)
    }
}

const withoutMention = (message: Message, { accountId, name, pseudonym }: ErasedPerson): Message =>
  message.mentions.includes(accountId)
    ? { ...message, body: message.body.replaceAll(`@${name}`, `@${pseudonym}`) }
    : message

/** Puts a pseudonym where a text says a name as a word of its own. */
export function renamed(text: string, name: string, pseudonym: string): string {
  const literal = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  return text.replace(
    new RegExp(`(?<![\\p{L}\\p{N}])${literal}(?![\\p{L}\\p{N}])`, 'gu'),
    () => pseudonym,
  )
}
