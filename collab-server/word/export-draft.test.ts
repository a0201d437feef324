import { folderOf, readGuideFolder } from '@charrette/guides'
import { importWord } from '@charrette/guides/word'
import { unzipSync } from 'fflate'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWholeRoom, type Somebody, type WholeRoom } from '../testing/whole-room.ts'

let room: WholeRoom
let reader: Somebody
beforeAll(async () => {
  room = await openWholeRoom()
  reader = await room.add('Rosa', 'reader')
})
afterAll(() => room.close())

async function download(path: string): Promise<{ type: string; name: string; bytes: Uint8Array }> {
  const response = await fetch(`${room.address}/api/guides/a-guide/export/${path}`, {
    headers: { Authorization: `Bearer ${reader.token}` },
  })
  expect(response.status).toBe(200)
  return {
    type: response.headers.get('Content-Type') ?? '',
    name: response.headers.get('Content-Disposition') ?? '',
    bytes: new Uint8Array(await response.arrayBuffer()),
  }
}

test('the folder of Markdown holds the whole draft', async () => {
  const { type, name, bytes } = await download('markdown')
  expect([type, name]).toEqual(['application/zip', 'attachment; filename="a-guide.zip"'])
  const { guide, findings } = await readGuideFolder(
    folderOf(new Map(Object.entries(unzipSync(bytes)))),
  )
  expect(findings).toEqual([])
  expect(guide).toEqual((await room.sync.readGuide('g')).guide)
})

test('the draft as Word, whole or one chapter', async () => {
  const titles = async (path: string) => {
    const { bytes } = await download(path)
    const { chapters } = await importWord(bytes, { name: 'x', asGuide: true })
    return chapters.map(({ title }) => title)
  }
  const whole = await titles('word')
  expect(whole).toEqual(expect.arrayContaining(['One', 'Two']))
  const chapter = await titles('word?chapter=two')
  expect(chapter).toContain('Two')
  expect(chapter).not.toContain('One')
  const missing = await room.ask(reader, 'GET', 'guides/a-guide/export/word?chapter=three')
  expect(missing.status).toBe(404)
})
