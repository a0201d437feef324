import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type Guide, guideFromDoc, SCHEMA_VERSION } from '@charrette/guides'
import type { Transaction } from 'kysely'
import { type WebSocket, WebSocketServer } from 'ws'
import * as Y from 'yjs'
import type { Store } from '../store/open-store.ts'
import type { Tables } from '../store/tables.ts'
import type { StoredComment } from './comment-check.ts'
import { CommentNotices } from './comment-notices.ts'
import { type Access, Connection } from './connection.ts'
import { checkUpdate } from './content-check.ts'
import { exactDoc } from './exact-doc.ts'
import { type Author, appendWithRows } from './guide-log.ts'
import { describe, GuideShelf } from './guide-shelf.ts'
import type { OpenGuide } from './open-guide.ts'
import { joinOtherProcesses } from './other-processes.ts'
import { closeCode, defaultLimits, type SyncLimits, SyncRefusal } from './protocol.ts'
import { listQuarantined, type Quarantined } from './quarantine.ts'
import { RightsWatch } from './rights-watch.ts'

export type { StoredComment } from './comment-check.ts'
export type { Access } from './connection.ts'
export { closeCode, messageType, SyncRefusal } from './protocol.ts'

/** Who asks for which guide, as the request says it. */
export interface Asked {
  slug: string
  token: string | null
  headers: Headers
}

/** Says who is asking and what they may do, or why they may not. */
export type Authorize = (
  asked: Asked,
) => Promise<
  | { ok: true; access: Access }
  | { ok: false; reason: 'unauthenticated' | 'forbidden' | 'not-found' }
>

export interface SyncDependencies {
  store: Store
  authorize: Authorize
  /** Told of what an operator should know. */
  log: (line: string) => void
  /**
   * Called for every comment, new or reworded, once it is on disk; where it mentions somebody, again
   * until it has succeeded, also after a crash: the same one twice must tell nobody twice.
   * `message.by` is verified;
   * `message.mentions` is what its author says, `before` tells whom they have mentioned already.
   */
  onComment?: (comment: StoredComment & { guideId: string }) => void | Promise<void>
  limits?: Partial<SyncLimits>
  /** Told of what can be counted and timed. */
  meter?: SyncMeter
}

/** What sync counts and times, in milliseconds. */
export interface SyncMeter {
  /** A receipt was given, so long after it was asked for. */
  acknowledged(milliseconds: number): void
  /** An append that somebody waited for is on disk. */
  stored(milliseconds: number): void
  /** An append failed. */
  notStored(): void
  /** A guide was thrown out of memory after a failure. */
  putAway(): void
  closed(code: number): void
}

export interface Sync {
  /** Takes over an upgrade request to `/sync/<slug>`. */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void
  /**
   * One consistent text of a guide, all of it on disk.
   *
   * @returns with it the last update of the log that it holds; of those written meanwhile, some.
   * @throws {z.ZodError} where its front matter is incomplete.
   */
  readGuide(guideId: string): Promise<{ guide: Guide; stateVector: Uint8Array; seq: number }>
  /** The server's own change: checked, stored and passed on as any other. */
  apply(guideId: string, update: Uint8Array, author: Author): Promise<void>
  /**
   * Changes the living text for somebody, as if they did: on a copy of all that there is, whose
   * changes then go the way of any other.
   *
   * @param edit writes under a Yjs client id of its own choice.
   * @returns whether it changed anything.
   */
  edit(guideId: string, author: Author, edit: (doc: Y.Doc) => void): Promise<boolean>
  /**
   * The same, with rows that belong to it: both are in the database, or neither is. Where others
   * write at the same moment it is done anew on what they wrote.
   *
   * @param together writes the rows; it may be called again after what it wrote was rolled back.
   */
  editWithRows(
    guideId: string,
    author: Author,
    edit: (doc: Y.Doc) => void,
    together: (trx: Transaction<Tables>) => Promise<void>,
  ): Promise<boolean>
  /** Ends every connection of an account, at once; `changed` where they may come back with other rights. */
  revoke(accountId: string, how?: 'removed' | 'changed'): void
  /** What an operator may want to know. */
  status(): Promise<SyncStatus>
  /** Stores what waits and ends every connection. */
  close(): Promise<void>
}

export interface SyncStatus {
  /** Guides in memory. */
  openGuides: number
  connections: number
  /** Guides that are damaged on disk, in the whole database. */
  quarantined: Quarantined[]
}

const refusals = {
  unauthenticated: new SyncRefusal(closeCode.signInAgain, 'Please sign in again'),
  forbidden: new SyncRefusal(closeCode.forbidden, 'You have no right to open this guide'),
  'not-found': new SyncRefusal(closeCode.unknownGuide, 'There is no such guide'),
}

/** The server's end of `/sync/<slug>`. PROTOCOL.md and SPEC.md say what it promises. */
export function createSync({
  store,
  authorize,
  log,
  onComment,
  limits: chosen,
  meter,
}: SyncDependencies): Sync {
  const limits: SyncLimits = { ...defaultLimits, ...chosen }
  const guides = new GuideShelf(store, limits, log, meter)
  const notices = onComment
    ? new CommentNotices({
        store,
        guides,
        tell: async (comment) => onComment(comment),
        log,
        patience: limits.noticePatience,
      })
    : null
  if (notices) {
    guides.noteComments = (guideId, comments) => notices.note(guideId, comments)
    guides.onComment = (guideId, comment, note) => void notices.stored(guideId, comment, note)
  }
  const others = joinOtherProcesses(store, guides)
  const connections = new Map<Connection, Asked>()
  const rights = new RightsWatch(store, (changed) => {
    const now = new Date().toISOString()
    for (const [connection, asked] of connections) {
      const { accountId, until } = connection.access
      if (changed.has(accountId) || (until && until <= now)) void judgeAgain(connection, asked)
    }
  })
  let stopping = false

  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: limits.messageBytes,
    perMessageDeflate: false,
    // Browsers name a subprotocol only when asked to; nothing here does.
    clientTracking: true,
  })

  /** Reads somebody's rights; none that was taken away while they were read. */
  async function accessOf(asked: Asked): Promise<{ access: Access; mark: number }> {
    for (;;) {
      const mark = rights.mark()
      const answer = await authorize(asked)
      if (!answer.ok) throw refusals[answer.reason]
      if (!rights.changedSince(answer.access.accountId, mark))
        return { access: answer.access, mark }
    }
  }

  async function judgeAgain(connection: Connection, asked: Asked): Promise<void> {
    try {
      connection.changeAccess((await accessOf(asked)).access)
    } catch (error) {
      connection.end(
        error instanceof SyncRefusal
          ? error
          : new SyncRefusal(closeCode.unavailable, 'Your rights cannot be read at present'),
      )
    }
  }

  async function admit(
    request: IncomingMessage,
  ): Promise<{ access: Access; mark: number; asked: Asked; guide: OpenGuide }> {
    const address = new URL(request.url ?? '', 'http://localhost')
    const slug = safeDecode(address.pathname.slice('/sync/'.length))
    if (stopping) throw new SyncRefusal(closeCode.stopping, 'The server is stopping')
    const version = address.searchParams.get('schema')
    if (version !== null && Number(version) < SCHEMA_VERSION)
      throw new SyncRefusal(closeCode.outdatedEditor, 'A newer editor is ready: reload the page')
    const asked = {
      slug,
      token: address.searchParams.get('token'),
      headers: headersOf(request),
    }
    const { access, mark } = await accessOf(asked)
    const { guideId, accountId } = access
    let ofAccount = 0
    for (const connection of connections.keys())
      if (connection.access.accountId === accountId) ofAccount++
    if (ofAccount >= limits.connectionsPerAccount)
      throw new SyncRefusal(closeCode.tooManyConnections, 'You have this open too many times')
    const guide = await guides.open(guideId)
    if (guide.participants.size >= limits.connectionsPerGuide) {
      guides.letGo(guideId)
      throw new SyncRefusal(closeCode.tooManyConnections, 'Too many people are in this guide')
    }
    return { access, mark, asked, guide }
  }

  function serve(socket: WebSocket, wire: Duplex, request: IncomingMessage): void {
    let connection: Connection | null = null
    // A stock client speaks at once; its frames wait until it is known who speaks.
    const early: Uint8Array[] = []
    let earlyBytes = 0
    // Without a listener, one malformed frame would end the whole process. `ws` answers it with a
    // close code, which would be lost if the socket were cut at once.
    socket.on('error', () => setTimeout(() => socket.terminate(), 5000).unref())
    socket.on('message', (data, isBinary) => {
      if (!isBinary || !(data instanceof Buffer)) {
        socket.close(closeCode.doesNotFit, 'This is not a message of the sync protocol')
        return
      }
      const frame = new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
      if (connection) {
        connection.receive(frame)
        return
      }
      earlyBytes += frame.length
      if (early.length < 100 && earlyBytes <= limits.messageBytes) early.push(frame)
      // Not for good: who types on while a slow server judges them sends all of it as one when
      // they come again.
      else socket.close(closeCode.tooFast, 'Too much before it was known who sends it')
    })
    let alive = true
    socket.on('pong', () => {
      alive = true
    })
    // Each is answered: who sends them without an end and reads nothing fills the memory.
    socket.on('ping', () => {
      if (wire.writableLength > limits.unsentBytes) socket.terminate()
    })
    const heartbeat = setInterval(() => {
      if (!alive) {
        socket.terminate()
        return
      }
      alive = false
      socket.ping()
    }, 30_000)
    heartbeat.unref()
    socket.on('close', (code) => {
      meter?.closed(code)
      clearInterval(heartbeat)
      if (!connection) return
      connections.delete(connection)
      connection.gone()
      guides.letGo(connection.access.guideId)
    })
    if (sockets.clients.size > limits.connections) {
      socket.close(closeCode.tooManyConnections, 'Too many people are connected')
      setTimeout(() => socket.terminate(), 2000).unref()
      return
    }
    admit(request).then(
      ({ access, mark, asked, guide }) => {
        if (socket.readyState !== socket.OPEN) {
          guides.letGo(access.guideId)
          return
        }
        connection = new Connection(socket, wire, guide, access, limits, meter)
        connections.set(connection, asked)
        // What was taken away while the guide was opened.
        if (rights.changedSince(access.accountId, mark)) void judgeAgain(connection, asked)
        const admitted = connection
        for (const frame of early.splice(0)) admitted.receive(frame)
        // After its answer: what a long guide at rest has takes longer to tell than to send.
        setImmediate(() => admitted.greet())
      },
      (error: unknown) => {
        if (!(error instanceof SyncRefusal)) log(describe(error))
        const { code, message } =
          error instanceof SyncRefusal
            ? error
            : new SyncRefusal(closeCode.unavailable, 'This guide cannot be read at present')
        socket.close(code, message.slice(0, 120))
        setTimeout(() => socket.terminate(), 2000).unref()
      },
    )
  }

  return {
    handleUpgrade: (request, socket, head) => {
      socket.on('error', () => socket.destroy())
      sockets.handleUpgrade(request, socket, head, (webSocket) => serve(webSocket, socket, request))
    },
    readGuide: async (guideId) => {
      const guide = await guides.open(guideId)
      try {
        await guide.readOn()
        // Read in one go; given away once all of it is on disk.
        const text = guideFromDoc(guide.doc)
        const stateVector = Y.encodeStateVector(guide.doc)
        await guide.stored()
        return { guide: text, stateVector, seq: guide.seq }
      } finally {
        if (guide.participants.size === 0) guides.letGo(guideId)
      }
    },
    apply: async (guideId, update, author) => {
      const guide = await guides.open(guideId)
      try {
        guide.receive(update, author, null)
        await guide.stored()
      } finally {
        if (guide.participants.size === 0) guides.letGo(guideId)
      }
    },
    editWithRows: async (guideId, author, edit, together) => {
      const guide = await guides.open(guideId)
      try {
        for (let tries = 0; tries < MOST_TRIES; tries++) {
          await guide.readOn()
          await guide.stored()
          const { seq } = guide
          const update = updateOf(guide.doc, edit)
          if (!update) return false
          checkUpdate(guide.doc, update, null)
          const appended = await appendWithRows(store, { guideId, seq, update, author }, together)
          // What is in the log is read from there, as what another process wrote.
          if (appended) {
            await guide.readOn()
            return true
          }
        }
        throw new SyncRefusal(closeCode.unavailable, 'Others write here without a pause: try again')
      } finally {
        if (guide.participants.size === 0) guides.letGo(guideId)
      }
    },
    edit: async (guideId, author, edit) => {
      const guide = await guides.open(guideId)
      try {
        await guide.readOn()
        const update = updateOf(guide.doc, edit)
        if (!update) return false
        guide.receive(update, author, null)
        await guide.stored()
        return true
      } finally {
        if (guide.participants.size === 0) guides.letGo(guideId)
      }
    },
    status: async () => ({
      openGuides: guides.size,
      connections: connections.size,
      quarantined: await listQuarantined(store),
    }),
    revoke: (accountId, how = 'removed') => {
      const refusal =
        how === 'removed'
          ? new SyncRefusal(closeCode.signInAgain, 'You were signed out, or removed')
          : new SyncRefusal(closeCode.roleChanged, 'Your rights have changed: reload the page')
      for (const connection of [...connections.keys()])
        if (connection.access.accountId === accountId) connection.end(refusal)
    },
    close: async () => {
      stopping = true
      const stopped = new SyncRefusal(closeCode.stopping, 'The server is stopping')
      for (const connection of [...connections.keys()]) connection.end(stopped)
      await notices?.close()
      await guides.close()
      await others?.close()
      await rights.close()
      for (const socket of sockets.clients) socket.terminate()
      sockets.close()
    },
  }
}

/** How often an edit with rows is tried while others write. */
const MOST_TRIES = 50

/** What an edit of a copy of a document changed; null where it changed nothing. */
function updateOf(doc: Y.Doc, edit: (copy: Y.Doc) => void): Uint8Array | null {
  const copy = exactDoc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
  const updates: Uint8Array[] = []
  copy.on('update', (update: Uint8Array) => updates.push(update))
  copy.transact(() => edit(copy))
  return updates.length === 0 ? null : Y.mergeUpdates(updates)
}

function headersOf(request: IncomingMessage): Headers {
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers))
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value)
  return headers
}

function safeDecode(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return ''
  }
}
