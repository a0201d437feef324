import { messageType } from '@charrette/collab-server/protocol'
import { SCHEMA_VERSION } from '@charrette/guides'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { IndexeddbPersistence } from 'y-indexeddb'
import { messageYjsUpdate } from 'y-protocols/sync'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { words } from '../messages/index.ts'
import { type AfterFrame, afterFrame } from './after-frame.ts'
import { type Arrivals, gatherArrivals } from './arrivals.ts'
import { forgetGuide } from './forget-guide.ts'
import { type KeptLedger, keepLedger } from './kept-ledger.ts'
import { delayedBy, type SaveState, stoppedBy } from './save-state.ts'
import { joinTabs } from './tab-channel.ts'

/** A guide on this device, and its road to the server. */
export interface GuideConnection {
  doc: Y.Doc
  provider: WebsocketProvider
  /** Resolves when there is something to show: from this device, or from the server. */
  ready: Promise<void>
  state(): SaveState
  onState(listener: () => void): () => void
  /** What has not reached the server. */
  kept: KeptLedger
  /** For what a key press need not wait for. */
  afterFrame: AfterFrame
  /** Ends the connection, and takes the guide with all that was not sent off this device. */
  giveUp(): Promise<void>
  close(): void
}

/**
 * Opens a guide: at once from this device where it has been open before, and from the server when
 * it answers. "Saved" is said only after the server's receipt (collab-server/PROTOCOL.md).
 */
export function openGuide(slug: string, accountId: string, maySend: boolean): GuideConnection {
  const doc = new Y.Doc()
  // By account: on a shared machine nobody opens what another kept.
  const name = `charrette:${accountId}:${slug}`
  const store = new IndexeddbPersistence(name, doc)
  const scheme = location.protocol === 'https:' ? 'wss' : 'ws'
  const provider = new WebsocketProvider(`${scheme}://${location.host}/sync`, slug, doc, {
    params: { schema: String(SCHEMA_VERSION) },
    maxBackoffTime: 5_000,
    // What comes by y-websocket's own channel looks as if the server had sent it: see joinTabs.
    disableBc: true,
  })
  const later = afterFrame()
  const arrivals = gatherFrom(provider, later)
  passOnOwnPresence(provider)
  const isOwn = (origin: unknown) => origin !== provider && origin !== store
  const listeners = new Set<() => void>()
  let state: SaveState = { kind: 'offline', reason: null }
  /** Why the server ended the last connection. */
  let reason: string | null = null
  let unsaved = false
  let savedAt = 0
  let asked = 0
  let asking = false

  const show = (next: SaveState) => {
    if (state.kind === 'stopped' || JSON.stringify(next) === JSON.stringify(state)) return
    state = next
    for (const listener of listeners) listener()
  }
  const connected = () => provider.synced && provider.ws?.readyState === WebSocket.OPEN
  const tell = () => {
    if (!maySend) show({ kind: 'reading' })
    else if (!connected()) show({ kind: 'offline', reason })
    else show(unsaved ? { kind: 'saving' } : { kind: 'saved', at: savedAt })
  }
  const stop = (stopped: SaveState) => {
    provider.shouldConnect = false
    show(stopped)
  }

  // What is written here is sent once its letter is on the page: no key press waits for the socket. This
  // device keeps it at once, for a page that goes away has no time left to write to the disk.
  let written: [update: Uint8Array, origin: unknown][] = []
  const handOver = () => {
    const updates = written
    written = []
    for (const [update, origin] of updates) provider._updateHandler(update, origin)
    if (!asking) return
    asking = false
    if (!connected()) return
    const encoder = encoding.createEncoder()
    encoding.writeVarUint(encoder, messageType.receiptRequest)
    encoding.writeVarUint(encoder, asked)
    provider.ws?.send(encoding.toUint8Array(encoder) as Uint8Array<ArrayBuffer>)
  }
  doc.off('update', provider._updateHandler)
  const onWritten = (update: Uint8Array, origin: unknown) => {
    if (!isOwn(origin)) provider._updateHandler(update, origin)
    else {
      written.push([update, origin])
      later.add(handOver)
    }
  }
  doc.on('update', onWritten)

  /**
   * One request for all that is handed over with it. It counts from now on: a receipt that is on its way
   * says nothing of what waits here.
   */
  const askForReceipt = () => {
    if (asking) return
    asking = true
    asked++
    later.add(handOver)
  }
  // A reader's tab has nothing to send, and may send nothing.
  const tabs = maySend
    ? joinTabs(name, doc, isOwn, () => {
        written = []
        provider.disconnect()
        void store.destroy()
        stop({
          kind: 'stopped',
          message: words().saving.givenUpElsewhere,
          remedy: 'reload',
        })
      })
    : null
  const kept = keepLedger(`${name}:kept`, doc, (origin) =>
    !maySend || !isOwn(origin) ? 'not ours' : origin instanceof BroadcastChannel ? 'tab' : 'here',
  )
  provider.messageHandlers[messageType.receipt] = (_encoder, decoder) => {
    // A receipt for an earlier request says nothing of what was written since.
    if (decoding.readVarUint(decoder) !== asked) return
    unsaved = false
    savedAt = Date.now()
    kept.settle()
    tell()
  }
  doc.on('update', (_update: Uint8Array, origin: unknown) => {
    if (origin === provider) return
    // What this device kept goes to the server when the connection is in step; after that, now.
    if (origin === store && !connected()) return
    unsaved = true
    tell()
    askForReceipt()
  })
  provider.on('sync', (synced: boolean) => {
    // What was written offline went to the server before it said that it is in step.
    if (synced) {
      reason = null
      unsaved = maySend
      askForReceipt()
    }
    tell()
  })
  provider.on('status', tell)
  provider.on('connection-close', (event: CloseEvent | null) => {
    const stopped = event ? stoppedBy(event.code) : null
    reason = event ? delayedBy(event.code) : null
    if (stopped) stop(stopped)
    else tell()
  })

  // An open socket does not notice at once that the network is gone; the browser does.
  const onOffline = () => provider.disconnect()
  const onOnline = () => {
    if (state.kind !== 'stopped') provider.connect()
  }
  window.addEventListener('offline', onOffline)
  window.addEventListener('online', onOnline)

  const ready = new Promise<void>((resolve) => {
    provider.once('sync', () => resolve())
    store.whenSynced.then(() => {
      if (doc.getMap('chapters').size > 0) resolve()
    })
  })
  return {
    doc,
    provider,
    ready,
    state: () => state,
    onState: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    kept,
    afterFrame: later,
    giveUp: async () => {
      written = []
      provider.shouldConnect = false
      provider.disconnect()
      tabs?.giveUp()
      await store.destroy()
      await kept.erase()
      await forgetGuide(name)
    },
    close: () => {
      window.removeEventListener('offline', onOffline)
      window.removeEventListener('online', onOnline)
      tabs?.leave()
      kept.close()
      arrivals.close()
      // What was written is on its way before the connection ends.
      later.close()
      doc.off('update', onWritten)
      provider.destroy()
      void store.destroy()
      doc.destroy()
    },
  }
}

/** Has what others write and where they are wait for each other for a moment. */
function gatherFrom(provider: WebsocketProvider, later: AfterFrame): Arrivals {
  const { doc, messageHandlers } = provider
  const { sync: syncType, awareness: awarenessType } = messageType
  const [readSync, readAwareness] = [messageHandlers[syncType], messageHandlers[awarenessType]]
  const arrivals = gatherArrivals((run) => doc.transact(run, provider), later)
  messageHandlers[syncType] = (encoder, decoder, ...rest) => {
    const read = () => readSync?.(encoder, decoder, ...rest)
    // An update has no answer; a question is answered with all that has come.
    if (provider.synced && decoder.arr[decoder.pos] === messageYjsUpdate) arrivals.addChange(read)
    else {
      arrivals.flush()
      read()
    }
  }
  messageHandlers[awarenessType] = (encoder, decoder, ...rest) =>
    arrivals.addPresence(() => readAwareness?.(encoder, decoder, ...rest))
  // The provider takes everybody's presence away then: who came last is not to come after that.
  provider.on('connection-close', arrivals.flush)
  return arrivals
}

/** Where others are came from the server: y-websocket would send all of it back. */
function passOnOwnPresence(provider: WebsocketProvider): void {
  const { awareness } = provider
  const passOn = provider._awarenessUpdateHandler
  awareness.off('update', passOn)
  // Under its name, so that the provider takes it away when it ends.
  provider._awarenessUpdateHandler = (change, origin) => {
    if (origin !== provider) passOn(change, origin)
  }
  awareness.on('update', provider._awarenessUpdateHandler)
}
