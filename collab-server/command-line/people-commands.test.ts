import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createAccounts } from '../accounts/index.ts'
import { openStore } from '../store/open-store.ts'
import { citiesCommand } from './cities-command.ts'
import { peopleCommand } from './people-commands.ts'
import { UsageError } from './usage-error.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'charrette-people-'))
  const store = await openStore({ dataFolder: folder })
  const accounts = await createAccounts({
    store,
    baseUrl: 'http://127.0.0.1:4000',
    secret: 'a secret that is long enough for a test of commands',
    sendMail: async () => {},
  })
  await store.db.insertInto('consortium').values({ id: 'c', slug: 'c', name: 'Cities' }).execute()
  const cityId = await accounts.addCity({ slug: 'riverbend', name: 'Riverbend', state: 'ZZ' })
  for (const [name, role] of [
    ['Mara', 'administrator'],
    ['Ana', 'author'],
    ['Ben', 'author'],
  ] as const)
    await accounts.addPerson({
      email: `${name.toLowerCase()}@riverbend.example`,
      name,
      cityId,
      consortiumId: 'c',
      role,
    })
  await store.close()
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function people(...args: string[]): Promise<string> {
  let said = ''
  const io = {
    stdout: (text: string) => {
      said += text
    },
    env: {},
  }
  expect(await peopleCommand([...args, '--data', folder], io)).toBe(0)
  return said
}
const listed = async (): Promise<string[][]> =>
  JSON.parse(await people('list', '--json')).people.map(
    ({ name, role }: { name: string; role: string }) => [name, role],
  )

test('people are listed, given a role, taken out, exported and erased', async () => {
  expect(await listed()).toEqual([
    ['Ana', 'author'],
    ['Ben', 'author'],
    ['Mara', 'administrator'],
  ])
  expect(await people('list')).toContain('administrator\tMara\tRiverbend\tmara@riverbend.example')
  const ana = ['--email', 'ana@riverbend.example']
  expect(await people('role', ...ana, '--role', 'editor')).toBe('Ana is editor of Cities now.\n')
  expect(await listed()).toContainEqual(['Ana', 'editor'])
  const out = join(folder, 'ana.json')
  await people('export', ...ana, '--out', out)
  expect(JSON.parse(await readFile(out, 'utf8'))).toMatchObject({ account: { name: 'Ana' } })
  await expect(people('export', ...ana, '--out', out)).rejects.toThrow('EEXIST')
  await people('remove', '--email', 'ben@riverbend.example')
  expect(await listed()).toEqual([
    ['Ana', 'editor'],
    ['Mara', 'administrator'],
  ])
  const erased = JSON.parse(await people('erase', ...ana, '--yes', '--json'))
  expect(erased.pseudonym).toMatch(/^Former member/)
  expect(await listed()).toEqual([['Mara', 'administrator']])
})

test('what cannot be done is said, and changes nothing', async () => {
  const mara = ['--email', 'mara@riverbend.example']
  for (const args of [
    [],
    ['dance'],
    ['role', ...mara],
    ['role', ...mara, '--role', 'king'],
    ['remove'],
    ['erase', ...mara],
    ['list', '--consortium', 'none'],
  ])
    await expect(people(...args)).rejects.toThrow(UsageError)
  await expect(people('remove', ...mara)).rejects.toThrow('only administrator')
  await expect(people('erase', ...mara, '--yes')).rejects.toThrow('only administrator')
  await expect(people('export', '--email', 'x@y.example')).rejects.toThrow('Nobody here')
  expect(await listed()).toEqual([['Mara', 'administrator']])
})

async function cities(...args: string[]): Promise<string[][]> {
  let said = ''
  const stdout = (text: string) => {
    said += text
  }
  await citiesCommand([...args, '--data', folder, '--json'], undefined, { stdout, env: {} })
  return JSON.parse(said).cities.map(
    ({ slug, name, people: count }: { slug: string; name: string; people: number }) => [
      slug,
      name,
      String(count),
    ],
  )
}

test('cities are added, renamed and retired; one with people stays', async () => {
  // Mara, and Ben, who left the consortium and not his city.
  const riverbend = ['riverbend', 'Riverbend', '2']
  expect(await cities('list')).toEqual([riverbend])
  expect(await cities('add', '--name', 'Fery', '--state', 'ZZ')).toContainEqual([
    'fery-zz',
    'Fery',
    '0',
  ])
  expect(await cities('rename', 'fery-zz', '--name', 'Ferry')).toContainEqual([
    'fery-zz',
    'Ferry',
    '0',
  ])
  await expect(cities('rename', 'fery-zz', '--name', 'RIVERBEND')).rejects.toThrow('already')
  await expect(cities('rename', 'none', '--name', 'X')).rejects.toThrow('There is no city')
  await expect(cities('retire', 'riverbend')).rejects.toThrow('has people here')
  for (const args of [[], ['dance'], ['rename'], ['retire'], ['add']])
    await expect(cities(...args)).rejects.toThrow(UsageError)
  expect(await cities('retire', 'fery-zz')).toEqual([riverbend])
  // What it wrote keeps its name: it comes back as itself.
  expect(await cities('add', '--name', 'Fery', '--state', 'ZZ')).toContainEqual([
    'fery-zz',
    'Ferry',
    '0',
  ])
})
