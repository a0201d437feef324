// `npm run prove:sync`: the proofs of SPEC.md for as long as wanted.
//   --hours H   simulate random seeds for so long (default 0.1)
//   --kills N   end so many servers by SIGKILL under load (default 300)
//   --seed S    simulate one seed only: one that failed
import { parseArgs } from 'node:util'
import { openStore } from '../../store/open-store.ts'
import { killUnderLoad } from './kill-under-load.ts'
import { simulate } from './simulation.ts'

const { values } = parseArgs({
  options: {
    hours: { type: 'string', default: '0.1' },
    kills: { type: 'string', default: '300' },
    seed: { type: 'string' },
  },
})
const say = (line: string) => process.stdout.write(`${line}\n`)
const store = await openStore({ dataFolder: ':memory:' })
await store.db.insertInto('consortium').values({ id: 'c', slug: 'c', name: 'C' }).execute()

if (values.seed) {
  say(JSON.stringify(await simulate(Number(values.seed), store)))
  process.exit()
}

const failed: number[] = []
const end = performance.now() + Number(values.hours) * 3_600_000
const total = { edits: 0, crashes: 0, receipts: 0 }
let runs = 0
// Seeds of a day of their own: the tests have the small ones.
for (let seed = (Date.now() % 1e9) + 1e6; performance.now() < end; seed++) {
  runs++
  try {
    const outcome = await simulate(seed, store)
    total.edits += outcome.edits
    total.crashes += outcome.crashes
    total.receipts += outcome.receipts
  } catch (error) {
    failed.push(seed)
    say(String(error))
  }
  if (runs % 1000 === 0) say(`${runs} seeds, ${failed.length} failed`)
}
say(`${runs} seeds: ${JSON.stringify(total)}; failed: ${failed.join(', ') || 'none'}`)

const kills = Number(values.kills)
const { acknowledged, lost } = await killUnderLoad(Date.now() % 1e9, kills, (outcome) => {
  if (outcome.kills % 20 === 0) say(`${outcome.kills} kills, ${outcome.lost.length} lost`)
})
say(`${kills} kills, ${acknowledged} acknowledged edits, lost: ${lost.join(', ') || 'none'}`)
await store.close()
process.exitCode = failed.length + lost.length > 0 ? 1 : 0
