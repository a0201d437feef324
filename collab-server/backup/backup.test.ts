import { randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createAccounts, makeAccountTables } from '../accounts/index.ts'
import { openFiles } from '../files/index.ts'
import { migrations } from '../store/migrations/index.ts'
import { migrateStore, openStore, openStoreAsItIs, type StorePlace } from '../store/open-store.ts'
import { startPostgres } from '../store/testing/postgres.ts'
import { openStoreWithBackup, restoreBackup, verifyBackup, writeBackup } from './index.ts'
import { tablesInOrder } from './rows.ts'

const postgres = await startPostgres()
let scratch: string
beforeEach(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'charrette-backup-'))
})
afterEach(() => rm(scratch, { recursive: true, force: true }))

let folders = 0
const places = {
  SQLite: async (): Promise<StorePlace> => ({ dataFolder: join(scratch, `data-${folders++}`) }),
  Postgres: async (): Promise<StorePlace> => ({
    dataFolder: join(scratch, `data-${folders++}`),
    databaseUrl: await postgres?.freshDatabase(),
  }),
}

/** A small network with something of every type that a column can have. */
async function fill(place: StorePlace): Promise<void> {
  await mkdir(place.dataFolder, { recursive: true })
  const store = await openStore(place)
  const { db } = store
  const { addCity, addPerson } = await createAccounts({
    store,
    baseUrl: 'http://127.0.0.1',
    secret: 'x',
    sendMail: async () => {},
  })
  await db.insertInto('consortium').values({ id: 'c', slug: 'c', name: 'C — “quoted”\n' }).execute()
  const cityId = await addCity({ slug: 'riverbend', name: 'Riverbend', state: 'OH' })
  await addPerson({
    email: 'ana@riverbend.example',
    name: 'Ana Duarte',
    cityId,
    consortiumId: 'c',
    role: 'author',
  })
  await db
    .insertInto('guide')
    .values({ id: 'g', slug: 'g', consortium_id: 'c', created_at: '', created_by: '' })
    .execute()
  for (let seq = 1; seq <= 5; seq++)
    await db
      .insertInto('update_log')
      .values({
        guide_id: 'g',
        seq,
        update: randomBytes(seq * 100),
        account_id: 'a',
        city_id: cityId,
        at: new Date(seq).toISOString(),
      })
      .execute()
  for (const hash of ['one', 'two'])
    await db
      .insertInto('audit')
      .values({
        guide_id: 'g',
        at: '',
        actor: 'a',
        action: 'x',
        summary: '',
        details: '{}',
        previous_hash: `before ${hash}`,
        hash,
      })
      .execute()
  await store.close()
  await openFiles(place.dataFolder).put(Buffer.from('a picture'))
  await mkdir(join(place.dataFolder, 'editions/g/1.0/web'), { recursive: true })
  await writeFile(join(place.dataFolder, 'editions/g/1.0/web/index.html'), '<h1>G</h1>')
  await writeFile(join(place.dataFolder, 'secret'), 'the secret')
  // What nobody would miss: it can be made again, or somebody is in the middle of writing it.
  await mkdir(join(place.dataFolder, 'editions/g/.1.1.publishing-1-x'))
  await writeFile(join(place.dataFolder, 'editions/g/.1.1.publishing-1-x/half'), 'half')
  await writeFile(join(place.dataFolder, 'lock'), '')
}

/** Every row of every table, in a shape that both kinds of database share. */
async function rowsOf(place: StorePlace): Promise<Record<string, string[]>> {
  const store = openStoreAsItIs(place)
  const tables: Record<string, string[]> = {}
  for (const table of await tablesInOrder(store)) {
    const { rows } = await sql<Record<string, unknown>>`select * from ${sql.table(table)}`.execute(
      store.db,
    )
    tables[table] = rows.map((row) => JSON.stringify(Object.entries(row).map(plain).sort())).sort()
  }
  await store.close()
  return tables
}

function plain([column, value]: [string, unknown]): [string, unknown] {
  if (typeof value === 'boolean') return [column, value ? 1 : 0]
  if (value instanceof Uint8Array) return [column, Buffer.from(value).toString('hex')]
  return [column, value]
}

async function filesOf({ dataFolder }: StorePlace): Promise<string[]> {
  const all = await readdir(dataFolder, { recursive: true, withFileTypes: true })
  return all
    .filter((entry) => entry.isFile() && !entry.name.startsWith('charrette.db'))
    .map((entry) => join(entry.parentPath, entry.name).slice(dataFolder.length + 1))
    .sort()
}

const roads: [keyof typeof places, keyof typeof places][] = postgres
  ? [
      ['SQLite', 'SQLite'],
      ['SQLite', 'Postgres'],
      ['Postgres', 'SQLite'],
      ['Postgres', 'Postgres'],
    ]
  : [['SQLite', 'SQLite']]

describe.each(roads)('from %s to %s', (from, to) => {
  test('every row and every file comes back', async () => {
    const [source, target] = [await places[from](), await places[to]()]
    await fill(source)
    const file = join(scratch, 'backup.tar.gz')
    const written = await writeBackup(source, file)
    expect(await verifyBackup(file)).toEqual(written)
    await restoreBackup(file, target, makeAccountTables)
    expect(await rowsOf(target)).toEqual(await rowsOf(source))
    expect((await rowsOf(target)).update_log).toHaveLength(5)
    expect(await filesOf(target)).toEqual([
      'editions/g/1.0/web/index.html',
      expect.stringMatching(/^files\/..\/[0-9a-f]{64}$/),
      'secret',
    ])
    // What counts up goes on after what was restored.
    const store = await openStore(target)
    const row = { guide_id: 'g', at: '', actor: 'a', action: 'x', summary: '', details: '{}' }
    await store.db
      .insertInto('audit')
      .values({ ...row, previous_hash: 'two', hash: 'three' })
      .execute()
    const { seq } = await store.db
      .selectFrom('audit')
      .select('seq')
      .where('hash', '=', 'three')
      .executeTakeFirstOrThrow()
    expect(seq).toBe(3)
    await store.close()
  })
})

describe('a database that ran its migrations in another order', () => {
  // It was made before this one, which comes before others by its name.
  const later = '0031-rights-change'
  let source: StorePlace
  beforeEach(async () => {
    source = await places.SQLite()
    await mkdir(source.dataFolder, { recursive: true })
    const store = openStoreAsItIs(source)
    const before = migrations.map(({ name }) => name).filter((name) => name !== later)
    await migrateStore(store, before)
    await makeAccountTables(store)
    await store.close()
  })

  test('comes back with what it has run since', async () => {
    await fill(source)
    const file = join(scratch, 'backup.tar.gz')
    expect((await writeBackup(source, file)).migrations.at(-1)).toBe(later)
    const target = await places.SQLite()
    await restoreBackup(file, target, makeAccountTables)
    expect(await rowsOf(target)).toEqual(await rowsOf(source))
  })

  test('comes back from a backup that was made before, and counts changes of rights', async () => {
    const asItIs = openStoreAsItIs(source)
    await sql`insert into "user" (id, name, email, "emailVerified", "createdAt", "updatedAt")
      values ('a', 'Ana', 'ana@riverbend.example', 1, '', '')`.execute(asItIs.db)
    await asItIs.close()
    const file = join(scratch, 'backup.tar.gz')
    expect((await writeBackup(source, file)).migrations).not.toContain(later)
    const target = await places.SQLite()
    await restoreBackup(file, target, makeAccountTables)
    const store = await openStore(target)
    await createAccounts({ store, baseUrl: 'http://x', secret: 'x', sendMail: async () => {} })
    await store.db.deleteFrom('user').execute()
    expect(await store.db.selectFrom('rights_change').selectAll().execute()).toContainEqual({
      account_id: 'a',
      change: 1,
    })
    await store.close()
  })
})

test('a backup is one moment, whatever is written meanwhile', async () => {
  const source = await places.SQLite()
  await fill(source)
  const store = await openStore(source)
  let stop = false
  let seq = 5
  const writer = (async () => {
    while (!stop) {
      seq++
      await store.db
        .insertInto('update_log')
        .values({
          guide_id: 'g',
          seq,
          update: randomBytes(50),
          account_id: 'a',
          city_id: '',
          at: '',
        })
        .execute()
      await new Promise((resolve) => setImmediate(resolve))
    }
  })()
  const file = join(scratch, 'backup.tar.gz')
  const { tables } = await writeBackup(source, file)
  stop = true
  await writer
  await store.close()
  const target = await places.SQLite()
  await restoreBackup(file, target, makeAccountTables)
  const restored = await openStore(target)
  const rows = await restored.db.selectFrom('update_log').select('seq').orderBy('seq').execute()
  await restored.close()
  expect(rows.map((row) => row.seq)).toEqual(rows.map((_row, index) => index + 1))
  expect(rows).toHaveLength(tables.update_log ?? 0)
})

describe('what is refused changes nothing', () => {
  let source: StorePlace
  let file: string
  beforeEach(async () => {
    source = await places.SQLite()
    await fill(source)
    file = join(scratch, 'backup.tar.gz')
    await writeBackup(source, file)
  })

  test('a file that is there already', async () => {
    const before = await readFile(file)
    await expect(writeBackup(source, file)).rejects.toThrow('is there already')
    expect(await readFile(file)).toEqual(before)
  })

  const damages: [string, (bytes: Buffer) => Buffer, string][] = [
    ['cut off', (bytes) => bytes.subarray(0, bytes.length / 2), 'is not a whole backup'],
    ['not an archive', () => Buffer.from('hello'), 'is not a whole backup'],
    [
      'changed in one letter',
      (bytes) => {
        const tar = gunzipSync(bytes)
        tar[tar.indexOf('a picture')] = 0x41
        return gzipSync(tar)
      },
      'is not what was backed up',
    ],
    [
      'made by a newer version',
      (bytes) => {
        const tar = gunzipSync(bytes)
        tar.write('{"format":9', tar.indexOf('{"format":1'))
        return gzipSync(tar)
      },
      'newer version',
    ],
  ]
  test.each(damages)('a backup that is %s', async (_name, damage, reason) => {
    await writeFile(file, damage(await readFile(file)))
    const target = await places.SQLite()
    await expect(restoreBackup(file, target, makeAccountTables)).rejects.toThrow(reason)
    expect((await readdir(scratch)).filter((name) => name.includes('restoring'))).toEqual([])
    await expect(readdir(target.dataFolder)).rejects.toThrow('ENOENT')
  })

  test('a folder that is not empty', async () => {
    const before = await rowsOf(source)
    await expect(restoreBackup(file, source, makeAccountTables)).rejects.toThrow('is not empty')
    expect(await rowsOf(source)).toEqual(before)
  })

  test.skipIf(!postgres)('a database that is not empty', async () => {
    const target = await places.Postgres()
    await fill(target)
    const before = await rowsOf(target)
    await expect(
      restoreBackup(file, { ...target, dataFolder: join(scratch, 'new') }, makeAccountTables),
    ).rejects.toThrow('is not empty')
    expect(await rowsOf(target)).toEqual(before)
  })
})

describe.each(postgres ? (['SQLite', 'Postgres'] as const) : (['SQLite'] as const))(
  'an upgrade on %s',
  (kind) => {
    /** A database that an older version has left, with a row of its own. */
    async function older(): Promise<StorePlace> {
      const place = await places[kind]()
      await mkdir(place.dataFolder)
      const store = openStoreAsItIs(place)
      await migrateStore(
        store,
        migrations.slice(0, -1).map(({ name }) => name),
      )
      await store.db.insertInto('consortium').values({ id: 'c', slug: 'c', name: 'C' }).execute()
      await store.close()
      return place
    }
    const backupsOf = ({ dataFolder }: StorePlace) => readdir(join(dataFolder, 'backups'))

    test('makes a backup first, which brings back what was there, and only where there is something to upgrade', async () => {
      const place = await older()
      const said: string[] = []
      const store = await openStoreWithBackup(place, (line) => said.push(line))
      await store.close()
      const [name = ''] = await backupsOf(place)
      const file = join(place.dataFolder, 'backups', name)
      expect(said).toEqual([
        `Upgrading the database. The way back is ${file} (“charrette restore”).`,
      ])
      const { migrations: run, tables } = await verifyBackup(file)
      expect(run).toHaveLength(migrations.length - 1)
      expect(tables.consortium).toBe(1)

      const again = await openStoreWithBackup(place, (line) => said.push(line))
      await again.close()
      expect(await backupsOf(place)).toHaveLength(1)
      const fresh = await places[kind]()
      await mkdir(fresh.dataFolder)
      await (await openStoreWithBackup(fresh, (line) => said.push(line))).close()
      expect(said).toHaveLength(1)
    })

    test('changes nothing where no backup can be made', async () => {
      const place = await older()
      await writeFile(join(place.dataFolder, 'backups'), 'in the way')
      await expect(openStoreWithBackup(place, () => {})).rejects.toThrow('Nothing was changed')
      const store = openStoreAsItIs(place)
      const rows = await store.db
        .selectFrom('kysely_migration' as 'meta')
        .selectAll()
        .execute()
      await store.close()
      expect(rows).toHaveLength(migrations.length - 1)
    })
  },
)
