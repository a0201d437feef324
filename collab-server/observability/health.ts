import { randomUUID } from 'node:crypto'
import { open, rm, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import type { Store } from '../store/open-store.ts'

/** One thing that must work for this process to serve people. */
export interface Check {
  name: 'database' | 'disk'
  ok: boolean
  /** What is true, for the operator. */
  words: string
}

/** Whether this process can do its work now. */
export interface Health {
  /** Looks at everything that people need; takes at most as long as the patience that it was given. */
  check(): Promise<{ ok: boolean; checks: Check[] }>
  /** Bytes that are free for the data folder; null where that cannot be told. */
  freeBytes(): Promise<number | null>
}

/** Milliseconds for which an answer is good: whoever asks faster costs nothing. */
const FRESH = 1_000

/**
 * @param patience milliseconds after which a check that has not answered has failed.
 */
export function createHealth({
  store,
  dataFolder,
  patience = 2_000,
}: {
  store: Store
  dataFolder: string
  patience?: number
}): Health {
  let last: { at: number; result: ReturnType<Health['check']> } | null = null
  const timed = async (name: Check['name'], work: () => Promise<string>): Promise<Check> => {
    const late = new Promise<never>((_, reject) => {
      setTimeout(() => reject(new Error(`no answer in ${patience / 1000} s`)), patience).unref()
    })
    try {
      return { name, ok: true, words: await Promise.race([work(), late]) }
    } catch (error) {
      return { name, ok: false, words: error instanceof Error ? error.message : String(error) }
    }
  }
  const lookNow = async () => {
    const checks = await Promise.all([
      timed('database', async () => {
        await writeRow(store)
        return 'can be written'
      }),
      timed('disk', async () => {
        await writeProbe(dataFolder)
        return 'can be written'
      }),
    ])
    return { ok: checks.every(({ ok }) => ok), checks }
  }
  return {
    check: () => {
      const now = performance.now()
      if (!last || now - last.at > FRESH) last = { at: now, result: lookNow() }
      return last.result
    },
    freeBytes: async () => {
      try {
        const { bavail, bsize } = await statfs(dataFolder)
        return bavail * bsize
      } catch {
        return null
      }
    },
  }
}

/** A database that can be read may still not be written: a full disk, a standby. */
async function writeRow({ db }: Store): Promise<void> {
  const value = new Date().toISOString()
  await db
    .insertInto('meta')
    .values({ key: 'written-at', value })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
    .execute()
}

/** A full disk takes an empty file: some bytes must fit, and must reach the disk. */
async function writeProbe(folder: string): Promise<void> {
  const path = join(folder, `.probe-${randomUUID()}`)
  try {
    const file = await open(path, 'wx')
    try {
      await file.writeFile(new Uint8Array(4096))
      await file.sync()
    } finally {
      await file.close()
    }
  } finally {
    await rm(path, { force: true })
  }
}
