import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStore, type Store } from '../../store/open-store.ts'
import { simulate } from './simulation.ts'

let store: Store
beforeAll(async () => {
  store = await openStore({ dataFolder: ':memory:' })
  await store.db.insertInto('consortium').values({ id: 'c', slug: 'c', name: 'C' }).execute()
})
afterAll(() => store.close())

/** Seeds that once failed; each stands for a mistake that was mended. */
const seedsThatFailed: number[] = [200_218, 923_298_951, 923_299_061, 923_300_041]

test.each(seedsThatFailed)('[W3] seed %i, which once failed', async (seed) => {
  await simulate(seed, store)
})

test.each([0, 1, 2, 3])(
  '[W3] whatever happens, all end with the same sound text and nothing acknowledged is lost (part %i)',
  async (part) => {
    const total = { edits: 0, crashes: 0, receipts: 0 }
    for (let seed = 1 + part * 100_000; seed <= part * 100_000 + 250; seed++) {
      const outcome = await simulate(seed, store)
      total.edits += outcome.edits
      total.crashes += outcome.crashes
      total.receipts += outcome.receipts
    }
    // A simulation in which nothing happens would prove nothing.
    expect(total.edits).toBeGreaterThan(250)
    expect(total.crashes).toBeGreaterThan(50)
    expect(total.receipts).toBeGreaterThan(50)
  },
  600_000,
)
