import type * as Y from 'yjs'
import { z } from 'zod'
import { type Writer, writerSchema } from '../comments/comment.ts'

/** Whose a suggestion is, as the server verified it; kept after it was answered, for undo. */
export const suggestionRecordSchema = z.strictObject({ by: writerSchema, at: z.iso.datetime() })
export type SuggestionRecord = z.infer<typeof suggestionRecordSchema>

/** Suggestion id -> SuggestionRecord. Written once, by who suggests. */
export const suggestionsMap = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('suggestions')

export function suggestionRecord(doc: Y.Doc, id: string): SuggestionRecord | null {
  const entry = suggestionsMap(doc).get(id)
  if (typeof entry !== 'object' || entry === null) return null
  // Read once: asked of every suggestion at every drawing.
  let record = knownRecords.get(entry)
  if (record === undefined) {
    record = suggestionRecordSchema.safeParse(entry).data ?? null
    knownRecords.set(entry, record)
  }
  return record
}

const knownRecords = new WeakMap<object, SuggestionRecord | null>()

/** Signs a suggestion that is about to be made, unless it is signed already. */
export function signSuggestion(doc: Y.Doc, id: string, by: Writer, now: Date): void {
  if (!suggestionsMap(doc).has(id)) suggestionsMap(doc).set(id, { by, at: now.toISOString() })
}

/** An id for a new suggestion: lower-case letters and digits, unique enough for every guide. */
export function newSuggestionId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12))
  return Array.from(bytes, (byte) => (byte % 36).toString(36)).join('')
}
