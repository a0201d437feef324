import {
  commentSchemas,
  commentsMap,
  type Message,
  readCommentKey,
  type Thread,
  type Writer,
} from '@charrette/guides'
import * as Y from 'yjs'
import { closeCode, SyncRefusal } from './protocol.ts'

// A comment is signed by the server's word: who it says it is by is who sent it. Nobody rewords or
// removes another's, and where a thread stands never changes. Anybody who may comment may settle a
// thread or open it again.

/** An entry of the map `comments` that an update sets. */
export interface CommentEntry {
  key: string
  content: Y.Item['content']
}

/** A comment that is now in the guide, for those who should hear of it. */
export interface StoredComment {
  threadId: string
  messageId: string
  message: Message
  /** What it replaces, where its author reworded it. */
  before: Message | null
  /** Null where the thread has not come. */
  thread: Thread | null
}

/**
 * @param removals items of the map that the update deletes; replacing a key deletes its old item.
 * @param writer null for the server's own changes.
 * @throws {SyncRefusal} `doesNotFit` where an entry is no comment, `forbidden` where it is another's.
 */
export function checkComments(
  doc: Y.Doc,
  entries: CommentEntry[],
  removals: Y.Item[],
  writer: Writer | null,
): StoredComment[] {
  const stored: StoredComment[] = []
  const threads = new Map<string, Thread>()
  for (const { key, content } of entries) {
    const place = readCommentKey(key)
    if (!place) throw notAComment(key)
    if (content instanceof Y.ContentDeleted) continue
    const value = lastValue(content)
    const before: unknown = commentsMap(doc).get(key)
    if (place.kind === 'thread') {
      const thread = commentSchemas.thread.safeParse(value)
      if (!thread.success) throw notAComment(key)
      if (before !== undefined && writer) throw notYours()
      requireSigned(thread.data.by, writer)
      threads.set(place.threadId, thread.data)
    } else if (place.kind === 'message') {
      const message = commentSchemas.message.safeParse(value)
      if (!message.success) throw notAComment(key)
      requireOwn(before, writer)
      requireSigned(message.data.by, writer)
      const { threadId, messageId } = place
      const former = commentSchemas.message.safeParse(before)
      stored.push({
        threadId,
        messageId,
        message: message.data,
        before: former.success ? former.data : null,
        thread: null,
      })
    } else {
      const resolution = commentSchemas.resolution.safeParse(value)
      if (!resolution.success) throw notAComment(key)
      requireSigned(resolution.data.by, writer)
    }
  }
  for (const { parentSub, content } of removals) {
    const place = readCommentKey(parentSub ?? '')
    if (place?.kind === 'thread' && writer) throw notYours()
    if (place?.kind === 'message') requireOwn(lastValue(content), writer)
  }
  return stored.map((comment) => ({
    ...comment,
    thread: threads.get(comment.threadId) ?? knownThread(doc, comment.threadId),
  }))
}

function requireSigned(by: Writer, writer: Writer | null): void {
  if (!writer) return
  if (by.accountId !== writer.accountId || by.name !== writer.name || by.city !== writer.city)
    throw new SyncRefusal(closeCode.forbidden, 'A comment is signed by the person who writes it')
}

function requireOwn(before: unknown, writer: Writer | null): void {
  if (before === undefined || !writer) return
  const message = commentSchemas.message.safeParse(before)
  if (message.success && message.data.by.accountId !== writer.accountId) throw notYours()
}

function knownThread(doc: Y.Doc, threadId: string): Thread | null {
  const known = commentSchemas.thread.safeParse(commentsMap(doc).get(threadId))
  return known.success ? known.data : null
}

function lastValue(content: Y.Item['content']): unknown {
  return content.getContent().at(-1)
}

function notAComment(key: string): SyncRefusal {
  return new SyncRefusal(
    closeCode.doesNotFit,
    `A guide cannot have a comment like «${key.slice(0, 40)}»`,
  )
}

function notYours(): SyncRefusal {
  return new SyncRefusal(closeCode.forbidden, 'Only who wrote a comment can change it')
}
