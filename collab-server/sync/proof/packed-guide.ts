import type { LogEntry } from '../guide-log.ts'

export const packedGuide = 'packed'

/** The update that a log's entry of this number must hold, and whose it is. */
export function packedUpdate(seq: number): LogEntry {
  const update = Uint8Array.from(
    { length: 5 + (seq % 300) },
    (_, index) => (seq * 31 + index) % 256,
  )
  return { update, author: { accountId: `author ${seq % 7}`, cityId: `city ${seq % 5}` } }
}
