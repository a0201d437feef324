import {
  chapterDraft,
  commentThreads,
  deleteChapter,
  findAnchor,
  listSuggestions,
  suggestionRecord,
} from '@charrette/guides'
import { messagesFor } from '@charrette/templates/site'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { drawnNow } from '../api/drawn-form.ts'
import { releaseRow } from '../testing/release-row.ts'
import { openWholeRoom, type Somebody, type WholeRoom } from '../testing/whole-room.ts'
import { feedbackJobs, keepFeedback } from './index.ts'

let room: WholeRoom
let author: Somebody
beforeEach(async () => {
  room = await openWholeRoom()
  author = await room.add('Ana', 'lead')
  await releaseRow(room.store, '1.0')
})
afterEach(() => room.close())

const form = '/feedback/a-guide/1.0/one/'

/** A form as a browser sends it that was drawn long enough ago. */
async function send(
  path: string,
  values: Record<string, string>,
  { origin = room.address, age = 5000 }: { origin?: string; age?: number } = {},
) {
  const drawn = drawnNow(room.secret, 'feedback-form', Date.now() - age)
  const response = await fetch(`${room.address}${path}`, {
    method: 'POST',
    headers: { Origin: origin },
    body: new URLSearchParams({ website: '', drawn, ...values }),
    redirect: 'manual',
  })
  return { status: response.status, page: await response.text(), headers: response.headers }
}

const words = { city: 'New Ferry', text: 'We did it <b>without</b> a bond.\n\nIt took two years.' }
const example = {
  city: 'New Ferry',
  state: 'ZZ',
  population: '12,300',
  year: '2019',
  action: 'It lent <i>tools</i>.\n\nThen it lent rooms.',
  outcome: 'Forty shops opened.',
}
const kept = () => room.store.db.selectFrom('reader_feedback').selectAll().execute()

test('what a reader writes stands as a comment on its chapter, by nobody with an account', async () => {
  const { status, page } = await send(form, words)
  expect([status, page.includes('The authors have it')]).toEqual([200, true])
  await room.runMailJobs()
  const draft = await room.open(author)
  const [thread] = commentThreads(draft.doc)
  expect(thread?.by).toEqual({ accountId: 'reader', name: 'A reader', city: 'New Ferry' })
  expect(thread?.messages[0]?.body).toBe(`${words.text}\n\n(“One”, edition 1.0)`)
  expect(thread && findAnchor(draft.doc, thread.anchor)).toEqual({
    state: 'there',
    chapterId: 'one',
  })
  const { body } = await room.ask(author, 'GET', 'guides/a-guide/readers')
  expect(body.feedback).toMatchObject([
    { kind: 'comment', city: 'New Ferry', arrivedAs: 'comment', chapterIsThere: true },
  ])
  const told = await room.ask(author, 'GET', 'notifications')
  expect(told.body.notifications).toMatchObject([
    {
      kind: 'feedback',
      title: 'A reader (New Ferry) wrote about “One”.',
      href: '/write/guides/a-guide/chapters/one',
    },
  ])
})

test('a city example that a reader proposes is a suggestion at the end of the chapter', async () => {
  expect((await send(`${form}example/`, example)).status).toBe(200)
  await room.runMailJobs()
  const draft = await room.open(author)
  const text = chapterDraft(draft.doc, 'one')
  expect(text.lastChild?.type.name).toBe('cityExample')
  expect(text.lastChild?.attrs).toMatchObject({
    city: 'New Ferry',
    state: 'ZZ',
    population: 12_300,
    year: 2019,
  })
  expect(text.lastChild?.firstChild?.childCount).toBe(2)
  expect(text.lastChild?.textContent).toContain('It lent <i>tools</i>.')
  const [suggestion] = listSuggestions(text)
  expect(suggestionRecord(draft.doc, suggestion?.id ?? '')?.by.city).toBe('New Ferry')
  // What is submitted is the text without it, until an author takes it in.
  const { guide } = await room.sync.readGuide('g')
  expect(JSON.stringify(guide)).not.toContain('New Ferry')
  const history = await room.ask(author, 'GET', 'guides/a-guide/history')
  expect(history.body.sittings[0].by.name).toBe('A reader')
})

test('what is written of a chapter that is gone is kept, as a comment that stands nowhere', async () => {
  await room.sync.edit('g', { accountId: author.accountId, cityId: '' }, (doc) =>
    deleteChapter(doc, 'one', new Date()),
  )
  expect((await send(form, words)).status).toBe(200)
  expect((await send(`${form}example/`, example)).status).toBe(200)
  await room.runMailJobs()
  const draft = await room.open(author)
  const threads = commentThreads(draft.doc)
  expect(threads).toHaveLength(2)
  expect(threads[1]?.messages[0]?.body).toContain(
    'New Ferry, ZZ (2019, 12,300 residents)\n\nWhat the city did: It lent',
  )
  for (const { anchor } of threads)
    expect(findAnchor(draft.doc, anchor)).toEqual({ state: 'gone', chapterId: null })
  const { body } = await room.ask(author, 'GET', 'guides/a-guide/readers')
  expect(body.feedback).toMatchObject([{ chapterIsThere: false }, { chapterIsThere: false }])
})

test('after a crash between writing it and saying so, nothing stands there twice', async () => {
  const chapter = { guideId: 'g', number: '1.0', chapterId: 'one', chapterTitle: 'One' }
  await keepFeedback(room.store, chapter, { kind: 'comment', content: words })
  await room.runMailJobs()
  const [row] = await kept()
  await room.store.db.updateTable('reader_feedback').set({ arrived_as: null }).execute()
  await feedbackJobs(room)['reader-feedback']?.({
    id: '',
    payload: { id: row?.id },
    attempts: 2,
    signal: new AbortController().signal,
    report: async () => {},
  })
  const draft = await room.open(author)
  expect(commentThreads(draft.doc)).toHaveLength(1)
  expect((await kept())[0]?.arrived_as).toBe('comment')
  const told = await room.ask(author, 'GET', 'notifications')
  expect(told.body.notifications).toHaveLength(1)
})

test('an answer to “Was this useful?” is counted, and nothing is kept of who gave it', async () => {
  for (const useful of ['yes', 'yes', 'no', 'perhaps']) {
    const { status, headers } = await send(
      `${form}useful/`,
      { useful },
      { origin: 'https://static.example' },
    )
    expect(status).toBe(303)
    expect(headers.get('Location')).toBe(useful === 'perhaps' ? '../' : '../?counted')
  }
  const page = await (await fetch(`${room.address}${form}?counted`)).text()
  expect(page).toContain('Thank you, that was counted.')
  const { body } = await room.ask(author, 'GET', 'guides/a-guide/readers')
  expect(body.chapters).toEqual([
    { chapterId: 'one', title: 'One', yes: 2, no: 1 },
    { chapterId: 'two', title: 'Two', yes: 0, no: 0 },
  ])
})

test('what is wrong with a field stands beside it, nothing written is lost, and no markup lives', async () => {
  const wrong = await send(`${form}example/`, {
    ...example,
    city: '"><script>alert(1)</script>',
    population: 'many',
    year: '19',
    outcome: ' ',
  })
  expect(wrong.status).toBe(422)
  expect(wrong.page).toContain('Give a number of residents')
  expect(wrong.page).toContain('Give a year, in four digits')
  expect(wrong.page).toContain('Tell what came of it')
  expect(wrong.page).toContain('value="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"')
  expect(wrong.page).not.toContain('<script>alert')
  expect(wrong.page).toContain('It lent &lt;i&gt;tools')
  expect((await send(form, { ...words, city: 'a\r\nb' })).page).toContain('a line break')
  expect((await send(form, { ...words, text: 'x'.repeat(4001) })).page).toContain('more than 4,000')
  expect(await kept()).toEqual([])
})

test('programs are not kept, nor what another site sends or what is about no chapter', async () => {
  expect((await send(form, { ...words, website: 'https://spam.example' })).status).toBe(200)
  expect((await send(form, words, { age: 0 })).page).toContain('press the button once more')
  expect((await send(form, words, { origin: 'https://elsewhere.example' })).status).toBe(403)
  for (const path of [
    'a-guide/1.0/none',
    'a-guide/2.0/one',
    'none/1.0/one',
    'a-guide/1.0/..%2fone',
  ])
    expect((await send(`/feedback/${path}/`, words)).status).toBe(404)
  expect((await send(form, { ...words, text: 'x'.repeat(100_000) })).status).toBe(413)
  expect(await kept()).toEqual([])
})

test('from one network comes so much and no more, and about one guide from all', async () => {
  const chapter = { guideId: 'g', number: '1.0', chapterId: 'one', chapterTitle: 'One' }
  for (let i = 0; i < 40; i++)
    await keepFeedback(room.store, chapter, { kind: 'comment', content: words })
  const { status, page } = await send(form, words)
  expect([status, page.includes(messagesFor('en').feedback.tooMuch)]).toEqual([429, true])
  const answers = []
  for (let i = 0; i < 20; i++) answers.push((await send(form, words)).page)
  expect(answers.at(-1)).toContain('This was asked for too often.')
  expect(await kept()).toHaveLength(40)
})

test('only who reads the draft learns what readers say', async () => {
  expect((await room.ask(null, 'GET', 'guides/a-guide/readers')).status).toBe(401)
  const stranger = await room.add('Sam', 'reader')
  await room.store.db
    .deleteFrom('consortium_member')
    .where('account_id', '=', stranger.accountId)
    .execute()
  expect((await room.ask(stranger, 'GET', 'guides/a-guide/readers')).status).toBe(404)
})
