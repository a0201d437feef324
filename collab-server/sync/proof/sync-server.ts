// The sync server alone, as a process to measure and to kill: the real store, log, checks and
// receipts, without sign-in, API and site. Whoever asks is the author that the token names.
// Usage: sync-server.ts PORT DATA-FOLDER [Postgres address]
import { once } from 'node:events'
import { createServer } from 'node:http'
import { flushCompileCache } from 'node:module'
import { openStore } from '../../store/open-store.ts'
import { createSync } from '../index.ts'

const [port, dataFolder, databaseUrl] = process.argv.slice(2)
if (!port || !dataFolder) throw new Error('PORT and DATA-FOLDER are needed')
const store = await openStore({ dataFolder, databaseUrl })
await store.db
  .insertInto('consortium')
  .values({ id: 'c', slug: 'c', name: 'C' })
  .onConflict((conflict) => conflict.doNothing())
  .execute()
const known = new Set<string>()

const sync = createSync({
  store,
  log: (line) => process.stderr.write(`${line}\n`),
  // One account stands for all here, and feeds a history faster than people write.
  limits: {
    connectionsPerGuide: 20_000,
    connectionsPerAccount: 20_000,
    messages: { burst: 1e9, perSecond: 1e9 },
    bytes: { burst: 1e12, perSecond: 1e12 },
    work: { burst: 1e9, perSecond: 1e9 },
  },
  authorize: async ({ slug, token }) => {
    if (!known.has(slug)) {
      await store.db
        .insertInto('guide')
        .values({ id: slug, slug, consortium_id: 'c', created_at: '', created_by: '' })
        .onConflict((conflict) => conflict.doNothing())
        .execute()
      known.add(slug)
    }
    return {
      ok: true,
      access: {
        guideId: slug,
        accountId: token ?? 'ana',
        name: token ?? 'Ana',
        cityId: 'city',
        cityName: 'City',
        role: 'author',
      },
    }
  },
})
// Most of these are killed: the next one finds what this one has compiled nevertheless.
flushCompileCache()
const http = createServer()
http.on('upgrade', sync.handleUpgrade)
http.listen(Number(port), '127.0.0.1')
await once(http, 'listening')
const place = http.address()
process.stdout.write(`${typeof place === 'object' ? place?.port : ''}\n`)
// So that `--cpu-prof` writes its profile.
process.on('SIGINT', () => process.exit())
