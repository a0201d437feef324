import { SCHEMA_VERSION } from '@charrette/guides'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { type CharretteProcess, runCharrette } from './charrette-process.ts'

// An author who writes by script: with a token of their own and the stock client.

/** Makes a token as an operator does. */
export async function token(path: string, email: string, role: string): Promise<string> {
  const { code, stdout, stderr } = await runCharrette([
    'token',
    '--email',
    email,
    '--role',
    role,
    '--data',
    path,
  ])
  if (code !== 0) throw new Error(stderr)
  return stdout.trim()
}

/** Opens a guide with the stock client and waits until all of it is here. */
export async function joinGuide(
  server: CharretteProcess,
  slug: string,
  bearer: string,
): Promise<{ doc: Y.Doc; leave(): void }> {
  const doc = new Y.Doc()
  const provider = new WebsocketProvider(
    `${server.address.replace('http', 'ws')}/sync`,
    slug,
    doc,
    {
      WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
      disableBc: true,
      params: { token: bearer, schema: String(SCHEMA_VERSION) },
    },
  )
  await until(async () => provider.synced)
  return { doc, leave: () => provider.destroy() }
}

export function firstChapter(doc: Y.Doc): string {
  const chapters = [...doc.getMap<Y.Map<string>>('chapters')].sort(([, a], [, b]) =>
    (a.get('position') ?? '') < (b.get('position') ?? '') ? -1 : 1,
  )
  const [first] = chapters
  if (!first) throw new Error('no chapter')
  return first[0]
}

/** Adds a paragraph at the end of a chapter. */
export function write(doc: Y.Doc, chapter: string, sentence: string): void {
  const paragraph = new Y.XmlElement('paragraph')
  paragraph.insert(0, [new Y.XmlText(sentence)])
  const fragment = doc.getXmlFragment(`chapter:${chapter}`)
  fragment.insert(fragment.length, [paragraph])
}

export const textOf = (doc: Y.Doc, chapter: string) =>
  doc.getXmlFragment(`chapter:${chapter}`).toString()

/** Waits until readers are offered a release. */
export async function published(
  server: CharretteProcess,
  slug: string,
  number: string,
): Promise<void> {
  await until(async () => {
    const { guides } = (await (await fetch(`${server.address}/guides.json`)).json()) as {
      guides: { slug: string; number: string }[]
    }
    return guides.some((guide) => guide.slug === slug && guide.number === number)
  })
}

/** Waits until something is true. */
export async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 1500; tries++) {
    if (await holds()) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('It did not come true in time')
}
