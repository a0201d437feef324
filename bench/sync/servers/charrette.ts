// Our sync server alone: the real store, log, checks and receipts, without sign-in, API and site,
// as the peers are measured without theirs. Usage: charrette.ts PORT DATA-FOLDER [Postgres address]
import { once } from 'node:events'
import { createServer } from 'node:http'
import { openStore } from '../../../collab-server/store/open-store.ts'
import { createSync } from '../../../collab-server/sync/index.ts'

const [port, dataFolder, databaseUrl] = process.argv.slice(2)
if (!port || !dataFolder) throw new Error('PORT and DATA-FOLDER are needed')
const store = await openStore({ dataFolder, databaseUrl })
await store.db
  .insertInto('consortium')
  .values({ id: 'bench', slug: 'bench', name: 'Bench' })
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
  },
  authorize: async ({ slug }) => {
    if (!known.has(slug)) {
      await store.db
        .insertInto('guide')
        .values({ id: slug, slug, consortium_id: 'bench', created_at: '', created_by: '' })
        .onConflict((conflict) => conflict.doNothing())
        .execute()
      known.add(slug)
    }
    return {
      ok: true,
      access: {
        guideId: slug,
        accountId: 'ana',
        name: 'Ana',
        cityId: 'city',
        cityName: 'City',
        role: 'author',
      },
    }
  },
})
const http = createServer()
http.on('upgrade', sync.handleUpgrade)
http.listen(Number(port), '127.0.0.1')
await once(http, 'listening')
// So that `--cpu-prof` writes its profile.
process.on('SIGINT', () => process.exit())
