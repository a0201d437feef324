import { afterEach, expect, test } from 'vitest'
import * as Y from 'yjs'
import { joinTabs } from './tab-channel.ts'

const leave: (() => void)[] = []
afterEach(() => {
  for (const one of leave.splice(0)) one()
})

/** A tab: what it shows, and the origins under which it was changed. */
function tab(): { doc: Y.Doc; origins: unknown[]; words(): string } {
  const doc = new Y.Doc()
  const origins: unknown[] = []
  doc.on('update', (_update: Uint8Array, origin: unknown) => origins.push(origin))
  return { doc, origins, words: () => doc.getText('t').toString() }
}
const server = 'what came from the server'
const open = (name: string, one: ReturnType<typeof tab>) =>
  leave.push(
    joinTabs(
      name,
      one.doc,
      (origin) => origin !== server,
      () => {},
    ).leave,
  )

test('[T1] what is written in one tab is in the other, under an origin that is not the server’s', async () => {
  const [first, second] = [tab(), tab()]
  open('ana:guide', first)
  open('ana:guide', second)
  first.doc.getText('t').insert(0, 'words')
  await expect.poll(second.words).toBe('words')
  expect(second.origins).toHaveLength(1)
  expect(second.origins[0]).toBeInstanceOf(BroadcastChannel)
  // And back, once: nobody repeats what they were told.
  second.doc.getText('t').insert(5, ' and more')
  await expect.poll(first.words).toBe('words and more')
  expect(first.origins).toHaveLength(2)
})

test('[T1] a tab that is opened later is given what the others have and the server may not', async () => {
  const [first, second] = [tab(), tab()]
  open('ana:guide', first)
  first.doc.getText('t').insert(0, 'words')
  open('ana:guide', second)
  await expect.poll(second.words).toBe('words')
})

test('[T1] what came from the server is not handed on, and nothing goes to another account or guide', async () => {
  const [first, second, other] = [tab(), tab(), tab()]
  open('ana:guide', first)
  open('ana:guide', second)
  open('ben:guide', other)
  // The first has answered what the second asked for when it was opened.
  second.doc.getText('u').insert(0, 'opened, ')
  await expect.poll(() => first.doc.getText('u').toString()).toBe('opened, ')
  const from = new Y.Doc()
  from.getText('t').insert(0, 'from the server ')
  Y.applyUpdate(first.doc, Y.encodeStateAsUpdate(from), server)
  first.doc.getText('u').insert(8, 'own')
  await expect.poll(() => second.doc.getText('u').toString()).toBe('opened, own')
  expect(second.words()).toBe('')
  expect(other.doc.getText('u').toString()).toBe('')
})

test('[T1] what one tab gave up, the others do not bring back', async () => {
  const [first, second, third] = [tab(), tab(), tab()]
  let told = false
  const tabs = joinTabs(
    'ana:guide',
    first.doc,
    () => true,
    () => {},
  )
  leave.push(tabs.leave)
  leave.push(
    joinTabs(
      'ana:guide',
      second.doc,
      () => true,
      () => {
        told = true
      },
    ).leave,
  )
  second.doc.getText('t').insert(0, 'refused')
  await expect.poll(first.words).toBe('refused')
  tabs.giveUp()
  await expect.poll(() => told).toBe(true)
  tabs.leave()
  open('ana:guide', third)
  open('ana:guide', tab())
  await new Promise((resolve) => setImmediate(resolve))
  expect(third.words()).toBe('')
})
