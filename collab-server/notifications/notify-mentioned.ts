import type { Store } from '../store/open-store.ts'
import { guidePath } from './guide-path.ts'
import { notify } from './notify.ts'
import { membersAmong } from './recipients.ts'

/** A comment as it lies on disk, with who wrote it as the server verified it. */
export interface MentioningComment {
  guideId: string
  threadId: string
  messageId: string
  /** Where its thread stands; null where that is not known. */
  chapterId: string | null
  message: { by: { accountId: string; name: string }; body: string; mentions: readonly string[] }
  /** Whom an earlier wording mentioned: they know already. */
  mentionedBefore: readonly string[]
}

/** Tells those whom a comment newly mentions. Who has no part in the consortium is nobody here. */
export async function notifyMentioned(
  { db }: Store,
  { guideId, threadId, messageId, chapterId, message, mentionedBefore }: MentioningComment,
): Promise<void> {
  const fresh = message.mentions.filter((accountId) => !mentionedBefore.includes(accountId))
  if (fresh.length === 0) return
  await db.transaction().execute(async (trx) =>
    notify(trx, {
      kind: 'mention',
      cause: `mention:${guideId}/${threadId}/${messageId}`,
      title: `${message.by.name} mentioned you: “${shorten(message.body)}”`,
      href: `${await guidePath(trx, guideId)}${chapterId === null ? '' : `/chapters/${chapterId}`}`,
      to: await membersAmong(trx, guideId, fresh),
      by: message.by.accountId,
    }),
  )
}

function shorten(body: string): string {
  const line = body.replace(/\s+/gu, ' ').trim()
  return line.length <= 140 ? line : `${line.slice(0, 139).trimEnd()}…`
}
