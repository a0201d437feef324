import { once } from 'node:events'
import { chapterFragment, frontMatterMap } from '@charrette/guides'
import * as encoding from 'lib0/encoding'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { openWholeRoom, type Somebody, type WholeRoom } from '../testing/whole-room.ts'
import { closeCode, messageType, syncStep } from './protocol.ts'

let room: WholeRoom
let ana: Somebody
let edith: Somebody
beforeEach(async () => {
  room = await openWholeRoom()
  ana = await room.add('Ana', 'author')
  edith = await room.add('Edith', 'editor', 'Alder')
})
afterEach(() => room.close())

/** All that is on disk of candidates and releases. */
const frozen = async () => ({
  candidates: await room.store.db.selectFrom('candidate').selectAll().execute(),
  releases: await room.store.db.selectFrom('release').selectAll().execute(),
})

/** Connects, sends what it is given once it is greeted, and returns how it was ended. */
async function attempt(path: string, messages: Uint8Array[] = []): Promise<number> {
  const address = `${room.address.replace('http', 'ws')}/sync/${path}?token=${edith.token}`
  const socket = new WebSocket(address)
  const closed = once(socket, 'close')
  socket.on('message', () => {
    for (const message of messages.splice(0)) socket.send(message)
  })
  const [code] = await closed
  return code
}

function message(step: number, payload: Uint8Array): Uint8Array {
  const to = encoding.createEncoder()
  encoding.writeVarUint(to, messageType.sync)
  encoding.writeVarUint(to, step)
  encoding.writeVarUint8Array(to, payload)
  return encoding.toUint8Array(to)
}

test('[A7] no connection reaches a candidate or a release, and no message changes one', async () => {
  const { number, contentHash } = (await room.ask(ana, 'POST', 'guides/a-guide/candidates', {}))
    .body
  await room.ask(edith, 'POST', `guides/a-guide/candidates/${number}/approve`, { contentHash })
  await room.ask(ana, 'POST', 'guides/a-guide/candidates', {})
  const before = await frozen()
  expect(before).toMatchObject({ candidates: [{}, {}], releases: [{}] })

  const ids = [...before.candidates, ...before.releases].map(({ id }) => id)
  for (const path of [
    ...ids,
    ...ids.map((id) => `candidate:${id}`),
    'a-guide/candidates/1',
    'a-guide%2Fcandidates%2F1',
    'a-guide/review/2',
    'a-guide/releases/1.0',
    'a-guide/1.0',
  ])
    expect([path, await attempt(path)]).toEqual([path, closeCode.unknownGuide])

  for (const root of ['candidate', 'candidates', 'release', 'releases', ...ids]) {
    const doc = new Y.Doc()
    doc.getMap(root).set('content', '{}')
    expect([
      root,
      await attempt('a-guide', [message(syncStep.update, Y.encodeStateAsUpdate(doc))]),
    ]).toEqual([root, closeCode.doesNotFit])
  }
  // No type of message beyond those of the draft.
  for (let type = 4; type < 128; type += 1) {
    if (type === messageType.receiptRequest) continue
    expect(await attempt('a-guide', [Uint8Array.of(type, 1, 1)])).toBe(closeCode.doesNotFit)
  }

  // The draft itself goes on.
  const draft = await room.open(ana)
  frontMatterMap(draft.doc).set('title', 'Another title')
  chapterFragment(draft.doc, 'one').delete(0, 1)
  await expect
    .poll(async () => {
      const { body } = await room.ask(ana, 'GET', 'guides/a-guide')
      return JSON.stringify(body)
    })
    .toContain('Another title')
  expect(await frozen()).toEqual(before)
})
