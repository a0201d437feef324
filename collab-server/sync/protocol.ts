import type { Allowance } from './rate-limit.ts'

// The numbers on the wire. PROTOCOL.md is their document.

/** What a message is about; the first varUint of every frame. 0 to 3 are y-websocket's. */
export const messageType = {
  sync: 0,
  awareness: 1,
  auth: 2,
  queryAwareness: 3,
  /** Server to client: everything received before the request of this number is on disk. */
  receipt: 100,
  /** Client to server: asks for the receipt of this number. */
  receiptRequest: 101,
} as const

export const syncStep = { step1: 0, step2: 1, update: 2 } as const

/**
 * Why the server ends a connection. Each has a sentence for people in the editor.
 *
 * 44xx: trying again does not help, and a stock client does not. 45xx: it connects again by itself.
 */
export const closeCode = {
  /** No session, or a token that is unknown, expired or revoked. */
  signInAgain: 4401,
  /** Signed in, without the right; also when a right was taken away, or a reader sent an update. */
  forbidden: 4403,
  unknownGuide: 4404,
  /** The editor is older than the guide's schema: reload. */
  outdatedEditor: 4409,
  tooLarge: 4413,
  /** Not a message of this protocol, or content that no guide can have. */
  doesNotFit: 4422,
  /** The guide cannot be read or stored at present; nothing was changed. */
  unavailable: 4500,
  /** What is on disk of the guide is damaged: the operator was told, nothing is stored in it. */
  quarantined: 4501,
  stopping: 4503,
  /** The client is too slow to take what the others write. */
  tooSlow: 4508,
  /** The update builds on something that the server does not have: connect again and sync. */
  syncAgain: 4510,
  /** The person's role is another one now: connect again with it. */
  roleChanged: 4511,
  /** The guide, the account or the server has as many connections as it may. */
  tooManyConnections: 4529,
  /** More, for longer, than one person can write. */
  tooFast: 4530,
} as const

export type CloseCode = (typeof closeCode)[keyof typeof closeCode]

/** A connection is refused or ended; turned into a close frame in one place (connection.ts). */
export class SyncRefusal extends Error {
  readonly code: CloseCode
  constructor(code: CloseCode, reason: string) {
    super(reason)
    this.code = code
  }
}

export interface SyncLimits {
  /** Bytes of one frame. */
  messageBytes: number
  /** Bytes of one guide's whole state. */
  documentBytes: number
  /** Bytes that wait to be stored before a connection is no longer read. */
  waitingBytes: number
  /** Bytes that wait to be sent; a connection that has more waiting gets nothing more and is cut. */
  unsentBytes: number
  connectionsPerGuide: number
  connectionsPerAccount: number
  connections: number
  /** Messages of one connection. Whoever sends more is read more slowly, … */
  messages: Allowance
  /** … and so with their bytes; … */
  bytes: Allowance
  /** … and so with the milliseconds that the server works on them; … */
  work: Allowance
  /** … and is cut where this goes on for so many milliseconds. */
  tooFastFor: number
  /** Milliseconds that a guide stays in memory after its last reader left. */
  idle: number
  /** Milliseconds without writing after which a guide in memory is held as its encoded state. */
  rest: number
  /** Milliseconds after which whom a comment mentions is told by whoever finds that nobody did. */
  noticePatience: number
  /** Log entries after the snapshot before a new one is written, in a small guide … */
  snapshotEvery: number
  /** … and in a large one, one entry for so many bytes of its state. */
  snapshotBytesPerUpdate: number
}

export const defaultLimits: SyncLimits = {
  messageBytes: 16 * 1024 * 1024,
  documentBytes: 64 * 1024 * 1024,
  waitingBytes: 4 * 1024 * 1024,
  unsentBytes: 32 * 1024 * 1024,
  connectionsPerGuide: 300,
  connectionsPerAccount: 60,
  connections: 12_000,
  messages: { burst: 5_000, perSecond: 1_000 },
  bytes: { burst: 64 * 1024 * 1024, perSecond: 4 * 1024 * 1024 },
  work: { burst: 3_000, perSecond: 200 },
  tooFastFor: 30_000,
  idle: 30_000,
  rest: 5_000,
  noticePatience: 30_000,
  snapshotEvery: 500,
  snapshotBytesPerUpdate: 2048,
}
