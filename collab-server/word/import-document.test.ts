import { readFile } from 'node:fs/promises'
import {
  chapterContent,
  chapterDraft,
  commentThreads,
  findAnchor,
  outline,
  suggestionRecord,
} from '@charrette/guides'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWholeRoom, type Somebody, type WholeRoom } from '../testing/whole-room.ts'

const fixture = new URL(
  '../../guides/model/word/fixtures/made-by-libreoffice.docx',
  import.meta.url,
)

let room: WholeRoom
let author: Somebody
let bytes: Uint8Array
beforeAll(async () => {
  room = await openWholeRoom()
  author = await room.add('Ana', 'author')
  bytes = new Uint8Array(await readFile(fixture))
})
afterAll(() => room.close())

async function send(path: string, body: Uint8Array, who = author) {
  const response = await fetch(`${room.address}/api/${path}`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${who.token}`, 'Content-Type': 'application/octet-stream' },
    body: new Uint8Array(body),
  })
  return { status: response.status, body: await response.json() }
}

test('a Word file becomes chapters at a guide’s end, with suggestions and comments of who brings it in', async () => {
  const sent = await send('guides/a-guide/imports?name=lines.docx', bytes)
  expect(sent).toMatchObject({ status: 200, body: { slug: 'a-guide' } })
  const report = await room.ask(author, 'GET', `guides/a-guide/imports/${sent.body.reportId}`)
  expect(report.body).toMatchObject({
    fileName: 'lines.docx',
    by: 'Ana',
    kind: 'chapters',
    chapters: [{ title: 'Why cities begin' }, { title: 'How they go on' }],
    comments: 1,
    suggestions: 1,
    suggestedBy: ['Ben Ortiz'],
    findings: [],
  })
  const draft = await room.open(author)
  try {
    const chapters = outline(draft.doc)
    expect(chapters.map(({ title }) => title)).toEqual([
      'One',
      'Two',
      'Why cities begin',
      'How they go on',
    ])
    const [, , why] = chapters
    const id = why?.id ?? ''
    // The guide's own text is as before the tracked change.
    expect(JSON.stringify(chapterContent(draft.doc, id))).toContain('. It moves slowly. See ')
    const marks = new Set<string>()
    chapterDraft(draft.doc, id).descendants((node) => {
      for (const mark of node.marks) if (mark.type.name === 'insertion') marks.add(mark.attrs.id)
    })
    const [suggestion = ''] = marks
    expect(suggestionRecord(draft.doc, suggestion)?.by).toMatchObject({
      accountId: author.accountId,
    })
    const [thread] = commentThreads(draft.doc)
    expect(thread?.anchor).toMatchObject({
      chapterId: id,
      kind: 'text',
      quote: 'every neighbourhood',
    })
    expect(thread && findAnchor(draft.doc, thread.anchor)).toEqual({
      state: 'there',
      chapterId: id,
    })
    expect(thread?.messages.map(({ body }) => body)).toEqual([
      'Ana Duarte (in Word, 2026-03-02): Every one of them?',
    ])
  } finally {
    draft.leave()
  }
})

test('a Word file becomes a guide of its own', async () => {
  const sent = await send('consortia/c/imports?name=lines.docx', bytes)
  expect(sent).toMatchObject({ status: 200, body: { slug: 'lines-to-every-home' } })
  const guide = await room.ask(author, 'GET', 'guides/lines-to-every-home')
  expect(guide.body).toMatchObject({
    title: 'Lines to every home',
    role: 'lead',
    chapters: [{ title: 'Why cities begin' }, { title: 'How they go on' }],
  })
  const again = await send('consortia/c/imports?name=lines.docx', bytes)
  expect(again.body.slug).toBe('lines-to-every-home-2')
})

test('what cannot be read changes nothing, and the answer says why', async () => {
  const before = await countRows()
  const damaged = bytes.slice(0, 3000)
  for (const path of ['guides/a-guide/imports', 'consortia/c/imports']) {
    const answer = await send(`${path}?name=a.docx`, damaged)
    expect(answer).toMatchObject({ status: 422, body: { code: 'word-damaged' } })
  }
  const tooLarge = await send(
    'guides/a-guide/imports?name=a.docx',
    new Uint8Array(61 * 1024 * 1024),
  )
  expect(tooLarge).toMatchObject({ status: 413, body: { code: 'too-large' } })
  expect(await countRows()).toEqual(before)
})

test('an import that fails half-way leaves no guide and no chapter behind', async () => {
  const before = await countRows()
  const { db } = room.store
  // The last row that an import writes cannot be written.
  await db.schema.alterTable('word_import').renameTo('word_import_away').execute()
  try {
    for (const path of ['consortia/c', 'guides/a-guide'])
      expect((await send(`${path}/imports?name=lines.docx`, bytes)).status).toBe(500)
  } finally {
    await db.schema.alterTable('word_import_away').renameTo('word_import').execute()
  }
  expect(await countRows()).toEqual(before)
})

async function countRows(): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const table of ['guide', 'update_log', 'audit', 'word_import'] as const) {
    const rows = await room.store.db.selectFrom(table).selectAll().execute()
    counts[table] = rows.length
  }
  return counts
}
