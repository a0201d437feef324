import { once } from 'node:events'
import { createServer } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { GivenUp, type RunningJob } from '../jobs/index.ts'
import { openStore, type Store } from '../store/open-store.ts'
import { mailBackoff, openPostOffice } from './post-office.ts'
import { startMailRelay } from './testing/relay.ts'

let store: Store
beforeEach(async () => {
  store = await openStore({ dataFolder: ':memory:' })
})
afterEach(() => store.close())

/** A relay that answers a recipient with this line. */
async function relay(answer: string): Promise<{ url: string; close(): void }> {
  const server = createServer((socket) => {
    socket.on('error', () => {})
    socket.write('220 relay\r\n')
    socket.on('data', (data) => {
      const line = data.toString()
      if (/^RCPT/i.test(line)) socket.write(`${answer}\r\n`)
      else if (/^QUIT/i.test(line)) socket.end('221 bye\r\n')
      else socket.write('250 ok\r\n')
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const place = server.address()
  if (!place || typeof place === 'string') throw new Error('no port')
  return { url: `smtp://127.0.0.1:${place.port}`, close: () => server.close() }
}

async function sendOne(smtpUrl: string): Promise<unknown> {
  const { post, sendMail } = openPostOffice(store, smtpUrl, () => {})
  await post({ to: 'ana@riverbend.example', subject: 'Hello', text: 'Hello' })
  return sendMail?.(await theJob()).then(
    () => 'sent',
    (error: unknown) => error,
  )
}

async function theJob(): Promise<RunningJob> {
  const job = await store.db.selectFrom('job').selectAll().executeTakeFirstOrThrow()
  return {
    id: job.id,
    payload: JSON.parse(job.payload) as unknown,
    attempts: 1,
    signal: new AbortController().signal,
    report: async () => {},
  }
}

test.each([
  ['550 5.1.1 no such mailbox', true],
  ['451 4.3.0 try later', false],
  ['554 5.7.1 relay is not configured', false],
])('a relay that says “%s” to an address: given up at once is %s', async (answer, givenUp) => {
  const { url, close } = await relay(answer)
  const outcome = await sendOne(url)
  close()
  expect(outcome).toBeInstanceOf(Error)
  expect(outcome instanceof GivenUp).toBe(givenUp)
})

test('a relay may be away for a day: mails are tried again for longer than that', async () => {
  const { post } = openPostOffice(store, 'smtp://127.0.0.1:9', () => {})
  await post({ to: 'ana@riverbend.example', subject: 'Hello', text: 'Hello' })
  const { max_attempts: most } = await store.db
    .selectFrom('job')
    .select('max_attempts')
    .executeTakeFirstOrThrow()
  let waited = 0
  for (let attempt = 1; attempt < most; attempt++)
    waited += Math.min(mailBackoff(attempt), 10 * 60_000)
  expect(waited).toBeGreaterThan(24 * 3_600_000)
})

test('a mail is noted as handed over when all of it but its end is, and not before', async () => {
  const relay = await startMailRelay()
  const noted = () => store.db.selectFrom('mail').select('handed_over_at').executeTakeFirstOrThrow()
  const { post, sendMail } = openPostOffice(store, relay.url, () => {})
  await post({ to: 'ana@riverbend.example', subject: 'Grüße', text: 'Häuser\n.\nEnde' })
  const running = await theJob()
  // The database is away at that moment: the relay has taken nothing, and it is tried again.
  await store.db.schema.alterTable('mail').renameColumn('handed_over_at', 'away').execute()
  await expect(sendMail?.(running)).rejects.toThrow()
  expect(relay.received).toEqual([])
  await store.db.schema.alterTable('mail').renameColumn('away', 'handed_over_at').execute()
  await sendMail?.(running)
  await relay.die()
  expect(relay.received.map(({ to }) => to)).toEqual(['ana@riverbend.example'])
  expect(relay.received[0]?.raw).toMatch(/^Message-ID: <.*@charrette>$/m)
  expect((await noted()).handed_over_at).not.toBeNull()
})
