import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type Guide, guideFromDoc, SCHEMA_VERSION } from '@charrette/guides'
import { type WebSocket, WebSocketServer } from 'ws'
import * as Y from 'yjs'
import type { Store } from '../store/open-store.ts'
import { type Access, Connection } from './connection.ts'
import type { Author } from './guide-log.ts'
import { OpenGuide } from './open-guide.ts'
import { closeCode, defaultLimits, type SyncLimits, SyncRefusal } from './protocol.ts'

export type { Access } from './connection.ts'
export { closeCode, messageType, SyncRefusal } from './protocol.ts'

/** Says who is asking and what they may do, or why they may not. */
export type Authorize = (request: {
  slug: string
  token: string | null
  headers: Headers
}) => Promise<
  | { ok: true; access: Access }
  | { ok: false; reason: 'unauthenticated' | 'forbidden' | 'not-found' }
>

export interface SyncDependencies {
  store: Store
  authorize: Authorize
  /** Told of what an operator should know. */
  log: (line: string) => void
  limits?: Partial<SyncLimits>
}

export interface Sync {
  /** Takes over an upgrade request to `/sync/<slug>`. */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void
  /**
   * One consistent text of a guide, all of it on disk.
   *
   * @throws {z.ZodError} where its front matter is incomplete.
   */
  readGuide(guideId: string): Promise<{ guide: Guide; stateVector: Uint8Array }>
  /** The server's own change: checked, stored and passed on as any other. */
  apply(guideId: string, update: Uint8Array, author: Author): Promise<void>
  /** Ends every connection of an account, at once; `changed` where they may come back with other rights. */
  revoke(accountId: string, how?: 'removed' | 'changed'): void
  /** Stores what waits and ends every connection. */
  close(): Promise<void>
}

const refusals = {
  unauthenticated: new SyncRefusal(closeCode.signInAgain, 'Please sign in again'),
  forbidden: new SyncRefusal(closeCode.forbidden, 'You have no right to open this guide'),
  'not-found': new SyncRefusal(closeCode.unknownGuide, 'There is no such guide'),
}

/** The server's end of `/sync/<slug>`. PROTOCOL.md and SPEC.md say what it promises. */
export function createSync({ store, authorize, log, limits: chosen }: SyncDependencies): Sync {
  const limits: SyncLimits = { ...defaultLimits, ...chosen }
  const guides = new Map<string, Promise<OpenGuide>>()
  const idleTimers = new Map<string, NodeJS.Timeout>()
  const connections = new Set<Connection>()
  let stopping = false

  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: limits.messageBytes,
    perMessageDeflate: false,
    // Browsers name a subprotocol only when asked to; nothing here does.
    clientTracking: true,
  })

  function open(guideId: string): Promise<OpenGuide> {
    clearTimeout(idleTimers.get(guideId))
    idleTimers.delete(guideId)
    const known = guides.get(guideId)
    if (known) return known
    const loading = OpenGuide.load(guideId, store, limits, (error) => {
      guides.delete(guideId)
      log(`guide ${guideId} was put away after a failure: ${describe(error)}`)
    })
    guides.set(guideId, loading)
    loading.catch((error: unknown) => {
      // Not kept: the next one to come tries to read it anew.
      guides.delete(guideId)
      log(`guide ${guideId} cannot be read: ${describe(error)}`)
    })
    return loading
  }

  function closeWhenIdle(guideId: string): void {
    clearTimeout(idleTimers.get(guideId))
    const timer = setTimeout(async () => {
      idleTimers.delete(guideId)
      const guide = await guides.get(guideId)?.catch(() => null)
      if (!guide || guide.participants.size > 0) return
      guides.delete(guideId)
      await guide.close().catch((error: unknown) => log(describe(error)))
    }, limits.idle)
    timer.unref()
    idleTimers.set(guideId, timer)
  }

  async function admit(request: IncomingMessage): Promise<{ access: Access; guide: OpenGuide }> {
    const address = new URL(request.url ?? '', 'http://localhost')
    const slug = safeDecode(address.pathname.slice('/sync/'.length))
    if (stopping) throw new SyncRefusal(closeCode.stopping, 'The server is stopping')
    const version = address.searchParams.get('schema')
    if (version !== null && Number(version) < SCHEMA_VERSION)
      throw new SyncRefusal(closeCode.outdatedEditor, 'A newer editor is ready: reload the page')
    const answer = await authorize({
      slug,
      token: address.searchParams.get('token'),
      headers: headersOf(request),
    })
    if (!answer.ok) throw refusals[answer.reason]
    if (connections.size >= limits.connections)
      throw new SyncRefusal(closeCode.tooManyConnections, 'Too many people are connected')
    const guide = await open(answer.access.guideId).catch(() => {
      throw new SyncRefusal(closeCode.unavailable, 'This guide cannot be read at present')
    })
    if (guide.participants.size >= limits.connectionsPerGuide)
      throw new SyncRefusal(closeCode.tooManyConnections, 'Too many people are in this guide')
    await guide.stored()
    return { access: answer.access, guide }
  }

  function serve(socket: WebSocket, request: IncomingMessage): void {
    let connection: Connection | null = null
    // A stock client speaks at once; its frames wait until it is known who speaks.
    const early: Uint8Array[] = []
    let earlyBytes = 0
    // Without a listener, one malformed frame would end the whole process.
    socket.on('error', () => socket.terminate())
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
      else socket.close(closeCode.tooLarge, 'Too much at once')
    })
    let alive = true
    socket.on('pong', () => {
      alive = true
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
    socket.on('close', () => {
      clearInterval(heartbeat)
      if (!connection) return
      connections.delete(connection)
      connection.gone()
      closeWhenIdle(connection.access.guideId)
    })
    admit(request).then(
      ({ access, guide }) => {
        if (socket.readyState !== socket.OPEN) {
          closeWhenIdle(access.guideId)
          return
        }
        connection = new Connection(socket, guide, access, limits)
        connections.add(connection)
        connection.greet()
        for (const frame of early.splice(0)) connection.receive(frame)
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
      sockets.handleUpgrade(request, socket, head, (webSocket) => serve(webSocket, request))
    },
    readGuide: async (guideId) => {
      const guide = await open(guideId)
      try {
        await guide.stored()
        return { guide: guideFromDoc(guide.doc), stateVector: Y.encodeStateVector(guide.doc) }
      } finally {
        if (guide.participants.size === 0) closeWhenIdle(guideId)
      }
    },
    apply: async (guideId, update, author) => {
      const guide = await open(guideId)
      try {
        guide.receive(update, author, null)
        await guide.stored()
      } finally {
        if (guide.participants.size === 0) closeWhenIdle(guideId)
      }
    },
    revoke: (accountId, how = 'removed') => {
      const refusal =
        how === 'removed'
          ? new SyncRefusal(closeCode.signInAgain, 'You were signed out, or removed')
          : new SyncRefusal(closeCode.roleChanged, 'Your rights have changed: reload the page')
      for (const connection of [...connections])
        if (connection.access.accountId === accountId) connection.end(refusal)
    },
    close: async () => {
      stopping = true
      for (const timer of idleTimers.values()) clearTimeout(timer)
      const settled = await Promise.allSettled(guides.values())
      guides.clear()
      for (const connection of [...connections])
        connection.end(new SyncRefusal(closeCode.stopping, 'The server is stopping'))
      for (const result of settled)
        if (result.status === 'fulfilled')
          await result.value.close().catch((error: unknown) => log(describe(error)))
      for (const socket of sockets.clients) socket.terminate()
      sockets.close()
    },
  }
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

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
