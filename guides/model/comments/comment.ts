import { z } from 'zod'

// Comments lie in the Y.Doc's map `comments`, one level deep, so that a key says what it holds and
// whose it is, and two people who reply at once write two keys:
//
//   <thread>             a Thread: where it stands and who began it; never changes
//   <thread>/<message>   a Message; its author alone may replace or remove it
//   <thread>/resolved    a Resolution; the last word wins
//
// Only the living document holds them: what a candidate freezes (guide.ts) has no place for one.

const id = /^[a-z0-9]{6,24}$/
const moment = z.iso.datetime()

/** Who wrote something, as the server verified it. */
export const writerSchema = z.strictObject({
  accountId: z.string().min(1).max(200),
  name: z.string().max(200),
  city: z.string().max(200),
})
export type Writer = z.infer<typeof writerSchema>

/** A Yjs relative position, as JSON text: it stays with its character whatever happens around it. */
const position = z.string().max(500)

export const anchorSchema = z.strictObject({
  chapterId: z.string().max(80),
  /** `block`: a whole figure, table or paragraph is meant; `text`: the words from `from` to `to`. */
  kind: z.enum(['text', 'block']),
  from: position,
  to: position,
  /** The words themselves, to find the place by where the text was moved, and to show without it. */
  quote: z.string().max(1000),
})
export type Anchor = z.infer<typeof anchorSchema>

export const threadSchema = z.strictObject({ by: writerSchema, at: moment, anchor: anchorSchema })
export type Thread = z.infer<typeof threadSchema>

/** The longest comment, in UTF-16 code units. */
export const MAX_COMMENT = 10_000

export const messageSchema = z.strictObject({
  by: writerSchema,
  at: moment,
  /** Plain text; mentions stand in it as "@Name". */
  body: z.string().trim().min(1).max(MAX_COMMENT),
  /** The accounts that are mentioned. */
  mentions: z.array(z.string().min(1).max(200)).max(50),
  editedAt: moment.nullable(),
})
export type Message = z.infer<typeof messageSchema>

export const resolutionSchema = z.strictObject({
  resolved: z.boolean(),
  by: writerSchema,
  at: moment,
})
export type Resolution = z.infer<typeof resolutionSchema>

/** What a key of the map `comments` names, or null where it is no such key. */
export type CommentKey =
  | { kind: 'thread'; threadId: string }
  | { kind: 'message'; threadId: string; messageId: string }
  | { kind: 'resolution'; threadId: string }

export function readCommentKey(key: string): CommentKey | null {
  const [threadId = '', rest, ...more] = key.split('/')
  if (!id.test(threadId) || more.length > 0) return null
  if (rest === undefined) return { kind: 'thread', threadId }
  if (rest === 'resolved') return { kind: 'resolution', threadId }
  return id.test(rest) ? { kind: 'message', threadId, messageId: rest } : null
}

export const messageKey = (threadId: string, messageId: string): string =>
  `${threadId}/${messageId}`
export const resolutionKey = (threadId: string): string => `${threadId}/resolved`

export const commentSchemas = {
  thread: threadSchema,
  message: messageSchema,
  resolution: resolutionSchema,
} as const
