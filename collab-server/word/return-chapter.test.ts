import {
  chapterContent,
  chapterDraft,
  chapterFragment,
  commentThreads,
  deleteChapter,
  guideJson,
  settle,
  suggestionRecord,
  suggestionsOf,
  writeGuideToDoc,
} from '@charrette/guides'
import {
  cite,
  doc,
  footnote,
  guide,
  h2,
  li,
  p,
  table,
  td,
  th,
  tr,
  ul,
} from '@charrette/guides/testing'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { openWholeRoom, type Somebody, type WholeRoom } from '../testing/whole-room.ts'

// Each makes a Word document in a process of its own.
vi.setConfig({ testTimeout: 180_000 })

let room: WholeRoom
let ana: Somebody
let ben: Somebody
beforeEach(async () => {
  room = await openWholeRoom()
  ana = await room.add('Ana', 'author')
  ben = await room.add('Ben', 'suggester', 'Lathrop')
  const text = doc(
    p('Cities plant trees for shade ', cite('doe2020'), ' and for water.', footnote('A note.')),
    h2({ id: 'how' }, 'How'),
    ul(li('Dig a hole'), li('Plant the tree')),
    table({ caption: 'Costs', id: 'costs' }, tr(th('Tree'), th('Price')), tr(td('Oak'), td('$40'))),
    p('The last paragraph stays.'),
  )
  await room.sync.edit('g', { accountId: ana.accountId, cityId: '' }, (live) => {
    chapterFragment(live, 'one').delete(0, chapterFragment(live, 'one').length)
    const copy = new Y.Doc()
    writeGuideToDoc(guide({}, { id: 'one', title: 'One', lang: null, content: text }), copy)
    for (const block of chapterFragment(copy, 'one').toArray())
      chapterFragment(live, 'one').push([(block as Y.XmlElement).clone()])
    live.getMap('bibliography').set('doe2020', {
      id: 'doe2020',
      type: 'book',
      title: 'Shade',
      author: [{ family: 'Doe', given: 'Jo' }],
      issued: { 'date-parts': [[2020]] },
    })
  })
})
afterEach(() => room.close())

async function sendOut(chapter = 'one'): Promise<Uint8Array> {
  const answer = await fetch(`${room.address}/api/guides/a-guide/export/word?chapter=${chapter}`, {
    headers: { Authorization: `Bearer ${ben.token}` },
  })
  expect(answer.status).toBe(200)
  return new Uint8Array(await answer.arrayBuffer())
}

async function bringBack(bytes: Uint8Array, chapter = 'one', who = ben) {
  const answer = await fetch(
    `${room.address}/api/guides/a-guide/chapters/${chapter}/returns?name=one.docx`,
    {
      method: 'POST',
      headers: { Authorization: `Bearer ${who.token}`, 'Content-Type': 'application/octet-stream' },
      body: new Uint8Array(bytes),
    },
  )
  const body = await answer.json()
  return { status: answer.status, code: body.code, reportId: body.reportId }
}

/** The file with its text changed as Word would. */
function edited(bytes: Uint8Array, change: (xml: string) => string): Uint8Array {
  const parts = unzipSync(bytes)
  const xml = strFromU8(parts['word/document.xml'] ?? new Uint8Array())
  const changed = change(xml)
  expect(changed).not.toBe(xml)
  return zipSync({ ...parts, 'word/document.xml': strToU8(changed) })
}

/** With a comment on the first item of the list. */
function withComment(bytes: Uint8Array): Uint8Array {
  const parts = unzipSync(bytes)
  const text = (path: string) => strFromU8(parts[path] ?? new Uint8Array())
  const w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
  const type = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments'
  return zipSync({
    ...parts,
    'word/document.xml': strToU8(
      text('word/document.xml').replace(
        /<w:r>(?:(?!<w:r>).)*?Dig a hole.*?<\/w:r>/,
        '<w:commentRangeStart w:id="7"/>$&<w:commentRangeEnd w:id="7"/><w:r><w:commentReference w:id="7"/></w:r>',
      ),
    ),
    'word/comments.xml': strToU8(
      `<w:comments ${w}><w:comment w:id="7" w:author="Cy Dale" w:date="2026-03-02T10:00:00Z"><w:p><w:r><w:t>How deep?</w:t></w:r></w:p></w:comment></w:comments>`,
    ),
    'word/_rels/document.xml.rels': strToU8(
      text('word/_rels/document.xml.rels').replace(
        '</Relationships>',
        `<Relationship Id="comments" Type="${type}" Target="comments.xml"/></Relationships>`,
      ),
    ),
  })
}

const live = async (): Promise<Y.Doc> => {
  const draft = await room.open(ana)
  draft.leave()
  return draft.doc
}
const accepted = (draft: Y.Doc) => guideJson(settle(chapterDraft(draft, 'one'), () => 'accept'))
const wordsOf = (value: unknown): string => JSON.stringify(value)

test('a chapter comes back as suggestions by whom brought it, what others wrote since stays', async () => {
  const sent = await sendOut()
  // Meanwhile Ana changes the same paragraph, and adds one.
  await room.sync.edit('g', { accountId: ana.accountId, cityId: '' }, (doc) => {
    const first = chapterFragment(doc, 'one').get(0) as Y.XmlElement
    ;(first.get(0) as Y.XmlText).insert(0, 'Many ')
    const paragraph = new Y.XmlElement('paragraph')
    paragraph.insert(0, [new Y.XmlText('Ana was here.')])
    chapterFragment(doc, 'one').push([paragraph])
  })
  const before = chapterContent(await live(), 'one')
  const back = edited(sent, (xml) =>
    xml
      .replace('for shade', 'for cool shade')
      .replace('$40', '$45')
      .replace(
        /(<w:r>(?:(?!<w:r>).)*?)Plant the tree(.*?<\/w:r>)/,
        '$1Plant the $2<w:ins w:id="9" w:author="Cy Dale" w:date="2026-03-02T10:00:00Z"><w:r><w:t>young tree</w:t></w:r></w:ins>',
      ),
  )
  const { status, reportId } = await bringBack(back)
  expect(status).toBe(200)
  const draft = await live()
  expect(chapterContent(draft, 'one')).toEqual(before)
  const text = wordsOf(accepted(draft))
  expect(text).toContain('Many Cities plant trees for cool shade')
  expect(text).toContain('"key":"doe2020"')
  expect(text).toContain('$45')
  expect(text).toContain('Plant the young tree')
  expect(text).toContain('Ana was here.')
  const ids = new Set<string>()
  chapterDraft(draft, 'one').descendants((node) => {
    for (const id of suggestionsOf(node)) ids.add(id)
  })
  expect(ids.size).toBe(3)
  for (const id of ids)
    expect(suggestionRecord(draft, id)?.by).toMatchObject({ accountId: ben.accountId, name: 'Ben' })
  const { body: report } = await room.ask(ben, 'GET', `guides/a-guide/imports/${reportId}`)
  expect(report).toMatchObject({
    kind: 'suggestions',
    by: 'Ben',
    chapters: [{ id: 'one', title: 'One' }],
    suggestions: 3,
    suggestedBy: ['Cy Dale'],
    findings: [],
  })
})

test('words put where others deleted the text since are told, and a comment stands beside its words', async () => {
  const sent = await sendOut()
  await room.sync.edit('g', { accountId: ana.accountId, cityId: '' }, (doc) => {
    chapterFragment(doc, 'one').delete(4, 1)
  })
  const back = edited(sent, (xml) =>
    xml.replace('The last paragraph stays.', 'The last paragraph stays here for ever.'),
  )
  const { reportId } = await bringBack(withComment(back))
  const { body: report } = await room.ask(ben, 'GET', `guides/a-guide/imports/${reportId}`)
  expect(report).toMatchObject({ suggestions: 0, comments: 1 })
  expect(report.findings).toEqual([
    expect.objectContaining({ ruleId: 'word-return-overtaken', quote: 'here for ever' }),
  ])
  const [thread] = commentThreads(await live())
  expect(thread?.anchor).toMatchObject({ chapterId: 'one', kind: 'text', quote: 'Dig a hole' })
  expect(thread?.messages[0]?.body).toBe('Cy Dale (in Word, 2026-03-02): How deep?')
  expect(thread?.messages[0]?.by).toMatchObject({ accountId: ben.accountId })
})

test('another chapter’s file, an unknown one, an unchanged one and a deleted chapter: each a clear answer', async () => {
  const sent = await sendOut()
  const back = edited(sent, (xml) => xml.replace('for shade', 'for cool shade'))
  expect(await bringBack(back, 'two')).toMatchObject({ status: 409, code: 'of-another-chapter' })
  expect(await bringBack(sent)).toMatchObject({ status: 409, code: 'nothing-changed' })
  const parts = unzipSync(back)
  delete parts['docProps/custom.xml']
  expect(await bringBack(zipSync(parts))).toMatchObject({ status: 422, code: 'not-sent-from-here' })
  expect(await bringBack(sent.slice(0, 900))).toMatchObject({ status: 422, code: 'word-damaged' })
  await room.sync.edit('g', { accountId: ana.accountId, cityId: '' }, (doc) =>
    deleteChapter(doc, 'one', new Date()),
  )
  expect(await bringBack(back)).toMatchObject({ status: 409, code: 'chapter-gone' })
  expect(await room.store.db.selectFrom('word_import').selectAll().execute()).toEqual([])
})

test('others who write at the same moment lose nothing, nor does what comes back', async () => {
  const back = edited(await sendOut(), (xml) => xml.replace('for shade', 'for cool shade'))
  const writing = async () => {
    for (let count = 0; count < 40; count++)
      await room.sync.edit('g', { accountId: ana.accountId, cityId: '' }, (doc) => {
        const paragraph = new Y.XmlElement('paragraph')
        paragraph.insert(0, [new Y.XmlText(`Line ${count}.`)])
        chapterFragment(doc, 'two').push([paragraph])
      })
  }
  const [returned] = await Promise.all([bringBack(back), writing(), writing()])
  expect(returned.status).toBe(200)
  const draft = await live()
  expect(wordsOf(accepted(draft))).toContain('for cool shade')
  expect(wordsOf(chapterContent(draft, 'two')).match(/Line 39\./g)).toHaveLength(2)
})

test('a return whose report cannot be written leaves no suggestion', async () => {
  const back = edited(await sendOut(), (xml) => xml.replace('for shade', 'for cool shade'))
  const before = chapterDraft(await live(), 'one').toJSON()
  const { db } = room.store
  await db.schema.alterTable('word_import').renameTo('word_import_away').execute()
  try {
    expect((await bringBack(back)).status).toBe(500)
  } finally {
    await db.schema.alterTable('word_import_away').renameTo('word_import').execute()
  }
  expect(chapterDraft(await live(), 'one').toJSON()).toEqual(before)
  expect((await bringBack(back)).status).toBe(200)
})
