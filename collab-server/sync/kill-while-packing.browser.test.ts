import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openStore } from '../store/open-store.ts'
import { readLog, type StoredUpdate } from './guide-log.ts'
import { packedGuide, packedUpdate } from './proof/packed-guide.ts'
import { Random } from './proof/random.ts'

const KILLS = 5

function isAsWritten({ seq, update, accountId, cityId }: StoredUpdate): boolean {
  const written = packedUpdate(seq)
  return (
    Buffer.compare(update, written.update) === 0 &&
    accountId === written.author.accountId &&
    cityId === written.author.cityId
  )
}

test(`[K2] of ${KILLS} processes ended by SIGKILL while they packed a log, none lost or doubled an entry`, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'charrette-pack-'))
  const random = new Random(5)
  try {
    const fresh = await openStore({ dataFolder: folder })
    await fresh.db.insertInto('consortium').values({ id: 'c', slug: 'c', name: 'C' }).execute()
    await fresh.db
      .insertInto('guide')
      .values({ id: packedGuide, slug: 'p', consortium_id: 'c', created_at: '', created_by: '' })
      .execute()
    await fresh.close()
    let packed = 0
    for (let kill = 0; kill < KILLS; kill++) {
      const told = await packAndKill(folder, random.between(2, 12), random.between(0, 10))
      const store = await openStore({ dataFolder: folder })
      const log = await readLog(store, packedGuide, 0)
      expect(log.length).toBeGreaterThanOrEqual(told)
      expect(log.filter((entry) => !isAsWritten(entry)).map(({ seq }) => seq)).toEqual([])
      const rows = await store.db.selectFrom('update_log').select('seq').execute()
      const segments = await store.db
        .selectFrom('log_segment')
        .select(['first_seq', 'last_seq'])
        .orderBy('first_seq')
        .execute()
      // Each entry is in one place only.
      let last = 0
      for (const { first_seq, last_seq } of segments) {
        expect(first_seq).toBe(last + 1)
        last = last_seq
      }
      expect(rows.map(({ seq }) => seq).sort((a, b) => a - b)).toEqual(
        Array.from({ length: log.length - last }, (_, index) => last + 1 + index),
      )
      packed = segments.length
      await store.close()
    }
    expect(packed).toBeGreaterThan(KILLS)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})

/**
 * Ends the process some milliseconds after it has said so many times that its log is on disk; between
 * two times it packs.
 *
 * @returns up to which entry it had said so.
 */
async function packAndKill(folder: string, times: number, milliseconds: number): Promise<number> {
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, 'proof', 'pack-log.ts'), folder],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const gone = once(child, 'exit')
  let printed = ''
  const packing = new Promise<void>((resolve) => {
    child.stdout.on('data', (chunk: Buffer) => {
      printed += chunk.toString()
      if (printed.split('\n').length > times) resolve()
    })
  })
  await Promise.race([packing, gone])
  await new Promise((resolve) => setTimeout(resolve, milliseconds))
  child.kill('SIGKILL')
  const [code] = await gone
  if (code !== null) throw new Error(`It ended by itself with ${code}`)
  // A number that was cut off in the middle is none.
  return Number(printed.slice(0, printed.lastIndexOf('\n')).split('\n').at(-1))
}
