import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { type Accounts, createAccounts, createScriptToken } from '../accounts/index.ts'
import { openStore, type Store } from '../store/open-store.ts'
import { startPostgres } from '../store/testing/postgres.ts'
import { createSync, type Sync } from './index.ts'
import { closeCode } from './protocol.ts'

const postgres = await startPostgres()
const folders: string[] = []

describe.each([
  ['SQLite', async () => ({ dataFolder: await scratch() })],
  ...(postgres
    ? [
        [
          'Postgres',
          async () => ({ dataFolder: ':memory:', databaseUrl: await postgres.freshDatabase() }),
        ] as const,
      ]
    : []),
] as const)('rights that another process takes away, on %s', (_name, place) => {
  let store: Store
  /** As the command line or another server has it: a connection of its own. */
  let elsewhere: Store
  let accounts: Accounts
  let sync: Sync
  let server: Server
  let address: string
  let accountId: string
  const sockets: WebSocket[] = []

  beforeEach(async () => {
    const where = await place()
    store = await openStore(where)
    elsewhere = await openStore(where)
    await store.db.insertInto('consortium').values({ id: 'c', slug: 'c', name: 'C' }).execute()
    await store.db
      .insertInto('guide')
      .values({ id: 'g', slug: 'g', consortium_id: 'c', created_at: '', created_by: '' })
      .execute()
    accounts = await createAccounts({
      store,
      baseUrl: 'http://127.0.0.1',
      secret: 'a secret of at least thirty-two characters',
      sendMail: async () => {},
    })
    const cityId = await accounts.addCity({ slug: 'riverbend', name: 'Riverbend', state: '' })
    const person = { email: 'ana@riverbend.example', name: 'Ana', cityId, consortiumId: 'c' }
    accountId = await accounts.addPerson({ ...person, role: 'author' })
    sync = createSync({ store, authorize: accounts.authorizeSync, log: () => {} })
    server = createServer()
    server.on('upgrade', sync.handleUpgrade)
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const at = server.address()
    if (!at || typeof at === 'string') throw new Error('no port')
    address = `ws://127.0.0.1:${at.port}/sync/g`
  })
  afterEach(async () => {
    for (const socket of sockets.splice(0)) socket.terminate()
    await sync.close()
    server.close()
    await elsewhere.close()
    await store.close()
    for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true })
  })

  async function join(): Promise<WebSocket> {
    const token = await createScriptToken(store, {
      email: 'ana@riverbend.example',
      role: 'author',
    })
    const socket = new WebSocket(`${address}?token=${token}`)
    sockets.push(socket)
    // The server's step 1: it is admitted.
    await once(socket, 'message')
    return socket
  }

  const changes: [string, number, () => Promise<unknown>][] = [
    [
      'a revoked token',
      closeCode.signInAgain,
      () => elsewhere.db.updateTable('script_token').set({ revoked_at: '2026' }).execute(),
    ],
    [
      'a person removed from the consortium',
      closeCode.forbidden,
      () => elsewhere.db.deleteFrom('consortium_member').execute(),
    ],
    [
      'an author who is a reader now',
      closeCode.roleChanged,
      () => elsewhere.db.updateTable('consortium_member').set({ role: 'reader' }).execute(),
    ],
    [
      'a deleted account',
      closeCode.signInAgain,
      async () => {
        await elsewhere.db.deleteFrom('member').execute()
        await elsewhere.db.deleteFrom('user').where('id', '=', accountId).execute()
      },
    ],
  ]
  test.each(changes)('[A3] %s is cut within a second', async (_what, code, change) => {
    const socket = await join()
    const closed = once(socket, 'close')
    await change()
    const [given] = await closed
    expect(given).toBe(code)
  })

  test('[A5] a token that ends during a connection ends the connection', async () => {
    await join()
    const soon = new Date(Date.now() + 1500).toISOString()
    await elsewhere.db.updateTable('script_token').set({ expires_at: soon }).execute()
    const socket = sockets[0]
    if (!socket) throw new Error('no socket')
    const [code] = await once(socket, 'close')
    expect(code).toBe(closeCode.signInAgain)
    expect(Date.now()).toBeGreaterThanOrEqual(Date.parse(soon))
  })
})

async function scratch(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'charrette-rights-'))
  folders.push(folder)
  return folder
}
