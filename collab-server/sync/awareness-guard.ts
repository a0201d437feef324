import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { closeCode, SyncRefusal } from './protocol.ts'

/** How a person is shown to the others in the room; the server's word, not the client's. */
export interface Presence {
  accountId: string
  name: string
  city: string
}

/** Characters of one state: with its person it fits a notification of Postgres. */
const MAX_STATE = 3_000
const MAX_CLIENTS = 8
const MAX_CLOCK = 2 ** 31

/**
 * Reads an awareness update of one connection and writes it anew with the verified person in it.
 *
 * @param mine the awareness client ids of this connection; ids that it introduces are added.
 * @param taken tells whether another connection speaks for a client id.
 * @returns the update to apply and pass on, or null where nothing is left of it.
 * @throws {SyncRefusal} where it is no awareness update, or too large.
 */
export function guardAwareness(
  update: Uint8Array,
  presence: Presence,
  mine: Set<number>,
  taken: (clientId: number) => boolean,
): Uint8Array | null {
  const entries = readEntries(update)
  const kept = entries.filter(({ clientId, state }) =>
    // Nobody takes leave for another; what was never here would be remembered for ever.
    state === null ? mine.has(clientId) : !taken(clientId),
  )
  if (kept.length === 0) return null
  for (const { clientId, state } of kept) if (state !== null) mine.add(clientId)
  if (mine.size > MAX_CLIENTS) throw refused('too many people on one connection')
  return writeEntries(
    kept.map(({ clientId, clock, state }) => ({
      clientId,
      clock,
      state: state && { ...state, user: { ...colourOf(state), ...presence } },
    })),
  )
}

/** An awareness update without some of its clients; null where nothing is left of it. */
export function withoutClients(update: Uint8Array, left: ReadonlySet<number>): Uint8Array | null {
  const kept = readEntries(update, Number.POSITIVE_INFINITY).filter(
    ({ clientId }) => !left.has(clientId),
  )
  return kept.length > 0 ? writeEntries(kept) : null
}

function writeEntries(entries: Entry[]): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, entries.length)
  for (const { clientId, clock, state } of entries) {
    encoding.writeVarUint(encoder, clientId)
    encoding.writeVarUint(encoder, clock)
    encoding.writeVarString(encoder, JSON.stringify(state))
  }
  return encoding.toUint8Array(encoder)
}

interface Entry {
  clientId: number
  clock: number
  state: Record<string, unknown> | null
}

function readEntries(update: Uint8Array, longest = MAX_STATE): Entry[] {
  try {
    const decoder = decoding.createDecoder(update)
    const count = decoding.readVarUint(decoder)
    if (count > 1000) throw refused('so many people')
    const entries: Entry[] = []
    for (let i = 0; i < count; i++) {
      const clientId = decoding.readVarUint(decoder)
      const clock = decoding.readVarUint(decoder)
      // Others count on from it.
      if (clock > MAX_CLOCK) throw refused('a presence that was changed so often')
      const text = decoding.readVarString(decoder)
      if (text.length > longest) throw refused('so large a presence')
      const state: unknown = JSON.parse(text)
      if (state !== null && (typeof state !== 'object' || Array.isArray(state)))
        throw refused('a presence that is not an object')
      entries.push({ clientId, clock, state: state as Record<string, unknown> | null })
    }
    return entries
  } catch (error) {
    if (error instanceof SyncRefusal) throw error
    throw refused('a malformed presence')
  }
}

/** The caret's colour is the one thing that a client may choose. */
function colourOf(state: Record<string, unknown>): { color?: string } {
  const { user } = state
  const color = user && typeof user === 'object' && 'color' in user ? user.color : null
  return typeof color === 'string' && /^#[0-9a-f]{6}$/i.test(color) ? { color } : {}
}

function refused(what: string): SyncRefusal {
  return new SyncRefusal(closeCode.doesNotFit, `The others cannot be shown ${what}`)
}
