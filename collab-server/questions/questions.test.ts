import { messagesFor } from '@charrette/templates/site'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openWholeRoom, type Somebody, type WholeRoom } from '../testing/whole-room.ts'
import { askQuestion } from './index.ts'

let room: WholeRoom
let editor: Somebody
beforeEach(async () => {
  room = await openWholeRoom()
  editor = await room.add('Edith', 'editor')
  await room.add('Ana', 'author')
})
afterEach(() => room.close())

const question = {
  name: 'Jo <Doe>',
  email: 'jo@new-ferry.example',
  city: 'New Ferry',
  text: 'How did you pay for it?\nWe cannot.',
}
/** As a browser sends it: the trap stays empty. */
const asked = { ...question, website: '' }

/** The form as a browser would fetch it, `age` milliseconds ago, and send it. */
async function send(
  values: Record<string, string>,
  { origin = room.address, drawn }: { origin?: string; drawn?: string } = {},
): Promise<{ status: number; page: string }> {
  const moment = drawn ?? (await drawnForm())
  const response = await fetch(`${room.address}/ask/`, {
    method: 'POST',
    headers: { Origin: origin },
    body: new URLSearchParams({ drawn: moment, ...values }),
  })
  return { status: response.status, page: await response.text() }
}

async function drawnForm(): Promise<string> {
  const page = await (await fetch(`${room.address}/ask/`)).text()
  return /name="drawn" value="([^"]+)"/.exec(page)?.[1] ?? ''
}

test('search engines are told the whole addresses of the form’s languages', async () => {
  for (const path of ['/ask/', '/es/ask/', '/newsletter/subscribe/']) {
    const page = await (await fetch(room.address + path)).text()
    const own = path.replace('/es', '')
    expect(page).toContain(`hreflang="es" href="${room.address}/es${own}"`)
    expect(page).not.toMatch(/<link [^>]*hreflang="\w+" href="\//)
  }
})

const kept = () => room.store.db.selectFrom('question').selectAll().execute()

test('a question is kept, editors are told, and who asked hears that it came', async () => {
  const drawn = await drawnForm()
  await new Promise((resolve) => setTimeout(resolve, 2100))
  const { status, page } = await send(asked, { drawn })
  expect([status, page.includes('We have your question')]).toEqual([200, true])
  await room.runMailJobs()
  const mails = await room.mails()
  const told = mails.filter(({ to }) => to === editor.email)
  expect(told).toHaveLength(1)
  expect(told[0]?.text).toContain('/write/questions')
  const [answer] = mails.filter(({ to }) => to === asked.email)
  expect(answer?.subject).toBe('We have your question')
  // Whoever enters another's address sends them nothing of their own.
  for (const word of [asked.name, asked.city, 'pay for it'])
    expect(answer?.text).not.toContain(word)
  expect(mails).toHaveLength(2)

  const { body } = await room.ask(editor, 'GET', 'questions')
  expect(body).toMatchObject([{ name: asked.name, text: asked.text, answered: null }])
  const marked = await room.ask(editor, 'POST', `questions/${body[0].id}/answered`, {})
  expect(marked.body).toMatchObject([{ answered: { by: 'Edith' } }])
  expect((await room.ask(editor, 'POST', 'questions/none/answered', {})).status).toBe(404)
})

test('what is wrong with a field stands beside it, and nothing that was written is lost', async () => {
  const { status, page } = await send({ ...asked, email: 'jo', city: ' ', text: 'x'.repeat(5001) })
  expect(status).toBe(422)
  expect(page).toContain('This is not an e-mail address')
  expect(page).toContain('Tell us which city it is about.')
  expect(page).toContain('This has more than 5,000 characters.')
  expect(page).toContain('value="Jo &lt;Doe&gt;"')
  expect(page).not.toContain('<Doe>')
  const spanish = await fetch(`${room.address}/es/ask/`, {
    method: 'POST',
    headers: { Origin: room.address },
    body: new URLSearchParams({ ...asked, email: 'jo' }),
  })
  expect(await spanish.text()).toContain('Esto no es una dirección de correo')
  const split = await send({ ...asked, name: 'Jo\r\nBcc: all@example.org' })
  expect(split.page).toContain('This has a line break in it.')
  expect(await kept()).toEqual([])
})

test('markup in any field is text, on the page and in what editors read', async () => {
  const markup = '"><img src=x onerror=alert(1)><!--'
  for (const field of ['name', 'email', 'city', 'text']) {
    const { status, page } = await send({ ...asked, name: '', [field]: markup })
    expect(status).toBe(422)
    expect(page).not.toContain('<img')
    expect(page).toContain('&lt;img src=x onerror=alert(1)&gt;')
  }
  const drawn = await drawnForm()
  await new Promise((resolve) => setTimeout(resolve, 2100))
  const hostile = { ...asked, name: markup, city: markup, text: markup }
  expect((await send(hostile, { drawn })).page).not.toContain('<img')
  expect((await room.ask(editor, 'GET', 'questions')).body).toMatchObject([
    { name: markup, city: markup, text: markup },
  ])
})

test('programs are not kept: in the trap, too swift, with a forged moment, from another site', async () => {
  expect((await send({ ...asked, website: 'https://spam.example' })).status).toBe(200)
  expect((await send(asked)).page).toContain('Please press the button once more.')
  for (const drawn of ['', 'now', `${Date.now() - 5000}.forged`])
    expect((await send(asked, { drawn })).status).toBe(422)
  expect((await send(asked, { origin: 'https://elsewhere.example' })).status).toBe(403)
  expect((await send({ ...asked, text: 'x'.repeat(100_000) })).status).toBe(413)
  expect(await kept()).toEqual([])
})

test('somebody who asks again and again is stopped, and so are many at once', async () => {
  const office = {
    keep: async () => {},
    post: async () => {},
    wake: () => {},
    deliver: async () => {},
    sendMail: null,
    shown: async () => [],
  }
  const ask = (email: string) =>
    askQuestion(room.store, office, {
      question: { ...question, email },
      words: messagesFor('en').ask,
    })
  for (let i = 0; i < 3; i++) await ask('jo@new-ferry.example')
  await expect(ask('JO@new-ferry.example')).rejects.toThrow('Too many questions')
  for (let i = 0; i < 57; i++) await ask(`bot${i}@new-ferry.example`)
  await expect(ask('another@new-ferry.example')).rejects.toThrow('Too many questions')
  expect(await kept()).toHaveLength(60)
})
