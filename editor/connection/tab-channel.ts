import * as Y from 'yjs'

interface TabMessage {
  /** What the sender has: whoever has more answers with it. */
  stateVector?: Uint8Array<ArrayBuffer>
  update?: Uint8Array<ArrayBuffer>
  /** What this device keeps of the guide was given up: the other tabs must not bring it back. */
  givenUp?: true
}

/** The same account's other tabs. */
export interface Tabs {
  /** Tells them that what is kept of the guide here was given up. */
  giveUp(): void
  leave(): void
}

/**
 * Hands what is written in one tab to the same account's other tabs, with or without a network.
 *
 * What arrives is applied under the channel's own origin, so that this tab's connection sends it to
 * the server like its own writing and asks for a receipt: a tab that shows another's words says
 * "Saved" only when the server has told *it* that they are on disk. (y-websocket's own channel
 * applies them as if they came from the server.)
 *
 * @param isOwn whether an update of this origin was written here.
 * @param onGivenUp called when another tab gave up what is kept here.
 */
export function joinTabs(
  name: string,
  doc: Y.Doc,
  isOwn: (origin: unknown) => boolean,
  onGivenUp: () => void,
): Tabs {
  const channel = new BroadcastChannel(name)
  const post = (message: TabMessage) => channel.postMessage(message)
  const leave = () => {
    doc.off('update', onUpdate)
    channel.close()
  }
  channel.onmessage = ({ data: { stateVector, update, givenUp } }: MessageEvent<TabMessage>) => {
    if (givenUp) {
      leave()
      onGivenUp()
      return
    }
    if (update) Y.applyUpdate(doc, update, channel)
    if (!stateVector) return
    const missing = Y.encodeStateAsUpdate(doc, stateVector)
    // Two zero bytes are an update of nothing.
    if (missing.length > 2) post({ update: missing as Uint8Array<ArrayBuffer> })
  }
  const onUpdate = (update: Uint8Array, origin: unknown) => {
    if (origin !== channel && isOwn(origin)) post({ update: update as Uint8Array<ArrayBuffer> })
  }
  doc.on('update', onUpdate)
  post({ stateVector: Y.encodeStateVector(doc) as Uint8Array<ArrayBuffer> })
  return { giveUp: () => post({ givenUp: true }), leave }
}
