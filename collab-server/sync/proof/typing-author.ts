import { chapterFragment } from '@charrette/guides'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import type { Random } from './random.ts'
import type { Replica } from './replica.ts'

/** A server that has gone silent is not typed to for ever. */
const MOST_AWAITED = 500
const CONNECT_AGAIN_MS = 200

/**
 * Connects an author who types without a pause, and asks for a receipt with every edit. Who is cut off
 * connects again, as every client does.
 *
 * @param url of the guide's socket, with the author's token.
 * @param every milliseconds between two edits.
 * @returns hangs up.
 */
export function writeTo(
  url: string,
  author: Replica,
  chapterId: string,
  random: Random,
  every = 2,
): () => void {
  let socket: WebSocket
  let hungUp = false
  let again: NodeJS.Timeout | undefined
  const flush = () => {
    for (const message of author.outbox?.splice(0) ?? [])
      if (socket.readyState === WebSocket.OPEN) socket.send(message)
  }
  const connect = () => {
    socket = new WebSocket(url)
    socket.on('error', () => {})
    socket.on('open', () => {
      author.connect()
      flush()
    })
    socket.on('message', (data: Buffer) => {
      author.receive(new Uint8Array(data))
      flush()
    })
    // A server whose database was away for a moment sends people away, and one that they overran.
    socket.on('close', () => {
      if (hungUp) return
      author.disconnect()
      again = setTimeout(connect, CONNECT_AGAIN_MS)
    })
  }
  connect()
  const typing = setInterval(() => {
    if (socket.readyState !== WebSocket.OPEN || author.awaited > MOST_AWAITED) return
    type(author.doc, chapterId, random)
    author.askForReceipt()
    flush()
  }, every)
  return () => {
    hungUp = true
    clearInterval(typing)
    clearTimeout(again)
    socket.terminate()
    author.disconnect()
  }
}

function type(doc: Y.Doc, chapterId: string, random: Random): void {
  const fragment = chapterFragment(doc, chapterId)
  if (fragment.length === 0) return
  if (fragment.length < 5 || random.chance(0.02)) {
    const paragraph = new Y.XmlElement('paragraph')
    paragraph.insert(0, [new Y.XmlText('New.')])
    fragment.insert(random.between(0, fragment.length), [paragraph])
    return
  }
  const paragraph = fragment.get(random.between(0, fragment.length - 1))
  const text = paragraph instanceof Y.XmlElement && paragraph.length > 0 ? paragraph.get(0) : null
  if (!(text instanceof Y.XmlText)) return
  if (text.length > 3 && random.chance(0.2)) text.delete(random.between(0, text.length - 1), 1)
  else text.insert(random.between(0, text.length), random.pick(['a', 'b', 'word ']))
}
