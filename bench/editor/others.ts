import { SCHEMA_VERSION } from '@charrette/guides'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { caretColour } from '../../editor/connection/caret-colour.ts'
import { chapterId, type Stage, slug } from './stage.ts'

/** Letters a second of each of the others. */
const RATE = 4

/** Opens the guide for ten others, who type in paragraphs of the open chapter, carets and all. */
export async function joinOthers({ server, token }: Stage, count: number): Promise<() => void> {
  const others = await Promise.all(Array.from({ length: count }, (_, index) => join(index)))
  return () => {
    for (const leave of others) leave()
  }

  async function join(index: number): Promise<() => void> {
    const doc = new Y.Doc()
    const provider = new WebsocketProvider(
      `${server.address.replace('http', 'ws')}/sync`,
      slug,
      doc,
      {
        WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
        disableBc: true,
        params: { token, schema: String(SCHEMA_VERSION) },
      },
    )
    await new Promise<void>((resolve) => provider.once('sync', () => resolve()))
    // As their editors would say it; who they are, the server says.
    provider.awareness.setLocalState({
      user: { color: caretColour(String(index)) },
      chapterId,
      typing: true,
    })
    const text = paragraphText(doc, index)
    let typed = 0
    const timer = setInterval(() => {
      const letter = ++typed % 6 === 0 ? ' ' : 'abcde'.charAt(typed % 5)
      text.insert(text.length, letter)
      const caret = Y.relativePositionToJSON(
        Y.createRelativePositionFromTypeIndex(text, text.length),
      )
      provider.awareness.setLocalStateField('cursor', { anchor: caret, head: caret })
    }, 1000 / RATE)
    return () => {
      clearInterval(timer)
      provider.destroy()
      doc.destroy()
    }
  }
}

/** The text of one of the chapter's paragraphs, each of the others in one of their own. */
function paragraphText(doc: Y.Doc, index: number): Y.XmlText {
  const paragraphs = doc
    .getXmlFragment(`chapter:${chapterId}`)
    .toArray()
    .filter((block) => block instanceof Y.XmlElement && block.nodeName === 'paragraph')
  const paragraph = paragraphs[3 + index * 4]
  const text = paragraph instanceof Y.XmlElement ? paragraph.get(0) : null
  if (!(text instanceof Y.XmlText)) throw new RangeError(`No paragraph for the other ${index}`)
  return text
}
