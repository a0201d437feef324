import { mkdir, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { releaseRow } from '../testing/release-row.ts'
import { openWholeRoom, type WholeRoom } from '../testing/whole-room.ts'
import { printFile, requestPrint } from './index.ts'

let room: WholeRoom
beforeEach(async () => {
  room = await openWholeRoom()
  await releaseRow(room.store, '1.0')
})
afterEach(() => room.close())

const choose = (chapters: string[], origin = room.address) =>
  fetch(`${room.address}/print/a-guide/1.0/`, {
    method: 'POST',
    redirect: 'manual',
    headers: { Origin: origin },
    body: new URLSearchParams(chapters.map((id) => ['chapter', id])),
  })
const jobs = () =>
  room.store.db.selectFrom('job').selectAll().where('kind', '=', 'print-chapters').execute()

test('readers choose chapters, wait, and take the PDF; the same choice is printed once', async () => {
  const form = await (await fetch(`${room.address}/print/a-guide/1.0/`)).text()
  expect(form).toContain('<input type="checkbox" name="chapter" value="two"')
  // From a chapter's page it comes chosen.
  const fromChapter = await (await fetch(`${room.address}/print/a-guide/1.0/?chapter=two`)).text()
  expect(fromChapter.match(/value="\w+" checked/g)).toEqual(['value="two" checked'])
  const asked = await choose(['two', 'none such'])
  expect(asked.status).toBe(303)
  const address = asked.headers.get('Location') ?? ''
  expect(address).toMatch(/^\/print\/a-guide\/1\.0\/[0-9a-f]{64}\/$/)
  expect((await choose(['two'])).headers.get('Location')).toBe(address)
  expect(await jobs()).toHaveLength(1)
  const waiting = await (await fetch(room.address + address)).text()
  expect(waiting).toContain('It waits until others are printed.')
  const state = async () => (await fetch(`${room.address}${address}state.json`)).json()
  expect(await state()).toMatchObject({ isUnderWay: true })

  const key = address.split('/').at(-2) ?? ''
  const file = printFile(room.dataFolder, key)
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, '%PDF')
  await room.store.db.updateTable('job').set({ state: 'done' }).execute()
  expect(await state()).toMatchObject({ isUnderWay: false })
  const done = await (await fetch(room.address + address)).text()
  const href = /href="([^"]+\.pdf)"/.exec(done)?.[1] ?? ''
  expect(await (await fetch(room.address + href)).text()).toBe('%PDF')

  // Of what was withdrawn nothing is handed out any more.
  await room.store.db.updateTable('release').set({ withdrawn_at: '2026-11-25' }).execute()
  for (const gone of [address, href, '/print/a-guide/1.0/'])
    expect((await fetch(room.address + gone)).status, gone).toBe(404)
})

test('nothing chosen, another site’s form, another edition and a body too large print nothing', async () => {
  const nothing = await choose([])
  expect([nothing.status, (await nothing.text()).includes('Choose at least one chapter.')]).toEqual(
    [422, true],
  )
  expect((await choose(['two'], 'https://elsewhere.example')).status).toBe(403)
  expect((await fetch(`${room.address}/print/a-guide/9.9/`)).status).toBe(404)
  expect((await choose(['x'.repeat(100_000)])).status).toBe(413)
  expect(await jobs()).toEqual([])
})

test('so many wait and no more; a choice that failed, or is no longer kept, is printed again', async () => {
  const ask = (id: string) => requestPrint(room.store, 'r-1.0', [id], () => false)
  for (let i = 0; i < 8; i++) await ask(`chapter-${i}`)
  await expect(ask('one')).rejects.toThrow('Too many PDFs')
  const full = await choose(['one'])
  expect([full.status, (await full.text()).includes('Try again in a few minutes')]).toEqual([
    429,
    true,
  ])
  await room.store.db.updateTable('job').set({ state: 'failed' }).execute()
  await ask('chapter-0')
  expect((await jobs()).filter(({ state }) => state === 'waiting')).toHaveLength(1)
  await room.store.db.updateTable('job').set({ state: 'done' }).execute()
  await ask('chapter-1')
  expect(await jobs()).toHaveLength(9)
})
