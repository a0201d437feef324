import type * as Y from 'yjs'
import type { z } from 'zod'
import { commentsMap } from '../guide-doc.ts'
import {
  type Anchor,
  commentSchemas,
  type Message,
  messageKey,
  messageSchema,
  type Resolution,
  readCommentKey,
  resolutionKey,
  type Thread,
  type Writer,
} from './comment.ts'

/** A thread of comments as it is read: with its messages in the order in which they were written. */
export interface CommentThread extends Thread {
  id: string
  messages: (Message & { id: string })[]
  /** The last word on whether it is settled; null where nobody said anything. */
  resolution: Resolution | null
}

/**
 * Every thread with at least one message, oldest first. Entries that are not comments (of a newer
 * editor, say) are passed over.
 */
export function commentThreads(doc: Y.Doc): CommentThread[] {
  const threads = new Map<string, CommentThread>()
  const messages = new Map<string, CommentThread['messages']>()
  const resolutions = new Map<string, Resolution>()
  for (const [key, value] of commentsMap(doc)) {
    const place = readCommentKey(key)
    if (place?.kind === 'thread') {
      const read = once(commentSchemas.thread, value)
      if (read)
        threads.set(place.threadId, {
          ...read,
          id: place.threadId,
          messages: [],
          resolution: null,
        })
    } else if (place?.kind === 'message') {
      const read = once(commentSchemas.message, value)
      if (!read) continue
      const known = messages.get(place.threadId) ?? []
      known.push({ ...read, id: place.messageId })
      messages.set(place.threadId, known)
    } else if (place?.kind === 'resolution') {
      const read = once(commentSchemas.resolution, value)
      if (read) resolutions.set(place.threadId, read)
    }
  }
  return [...threads.values()]
    .map((thread) => ({
      ...thread,
      messages: (messages.get(thread.id) ?? []).sort(byMoment),
      resolution: resolutions.get(thread.id) ?? null,
    }))
    .filter((thread) => thread.messages.length > 0)
    .sort(byMoment)
}

/** An entry as its schema reads it, or null; read once, as entries are replaced and never changed. */
function once<Value extends object>(schema: z.ZodType<Value>, entry: unknown): Value | null {
  if (typeof entry !== 'object' || entry === null) return null
  const known = knownEntries.get(entry)
  if (known !== undefined) return known as Value | null
  const read = schema.safeParse(entry).data ?? null
  knownEntries.set(entry, read)
  return read
}
const knownEntries = new WeakMap<object, object | null>()

export const isResolved = ({ resolution }: CommentThread): boolean => resolution?.resolved ?? false

/** Whether somebody wrote in a thread or is mentioned in it. */
export const concerns = (thread: CommentThread, accountId: string): boolean =>
  thread.messages.some(
    ({ by, mentions }) => by.accountId === accountId || mentions.includes(accountId),
  )

/** Begins a thread, under an id of its own where none is given. Returns its id. */
export function addThread(
  doc: Y.Doc,
  {
    by,
    anchor,
    body,
    mentions,
    now,
    threadId = newCommentId(),
  }: Words & { anchor: Anchor; threadId?: string },
): string {
  const at = now.toISOString()
  const message = messageSchema.parse({ by, at, body, mentions, editedAt: null })
  doc.transact(() => {
    commentsMap(doc).set(threadId, { by, at, anchor })
    commentsMap(doc).set(messageKey(threadId, newCommentId()), message)
  })
  return threadId
}

/** Adds a reply. A reply to a settled thread opens it again. Returns the message's id. */
export function addReply(doc: Y.Doc, threadId: string, { by, body, mentions, now }: Words): string {
  const messageId = newCommentId()
  const at = now.toISOString()
  const message = messageSchema.parse({ by, at, body, mentions, editedAt: null })
  doc.transact(() => {
    commentsMap(doc).set(messageKey(threadId, messageId), message)
    const resolution = commentSchemas.resolution.safeParse(
      commentsMap(doc).get(resolutionKey(threadId)),
    )
    if (resolution.success && resolution.data.resolved)
      commentsMap(doc).set(resolutionKey(threadId), { resolved: false, by, at })
  })
  return messageId
}

/** Replaces the words of one's own message. */
export function editMessage(
  doc: Y.Doc,
  threadId: string,
  messageId: string,
  { body, mentions, now }: Omit<Words, 'by'>,
): void {
  const key = messageKey(threadId, messageId)
  const message = messageSchema.parse(commentsMap(doc).get(key))
  commentsMap(doc).set(
    key,
    messageSchema.parse({ ...message, body, mentions, editedAt: now.toISOString() }),
  )
}

/** Removes one's own message. A thread without messages is shown nowhere. */
export function removeMessage(doc: Y.Doc, threadId: string, messageId: string): void {
  commentsMap(doc).delete(messageKey(threadId, messageId))
}

/** Settles a thread, or opens it again. */
export function resolveThread(
  doc: Y.Doc,
  threadId: string,
  { resolved, by, now }: { resolved: boolean; by: Writer; now: Date },
): void {
  commentsMap(doc).set(resolutionKey(threadId), { resolved, by, at: now.toISOString() })
}

interface Words {
  by: Writer
  body: string
  mentions: string[]
  now: Date
}

function newCommentId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12))
  return Array.from(bytes, (byte) => (byte % 36).toString(36)).join('')
}

function byMoment(a: { at: string; id: string }, b: { at: string; id: string }): number {
  if (a.at !== b.at) return a.at < b.at ? -1 : 1
  return a.id < b.id ? -1 : 1
}
