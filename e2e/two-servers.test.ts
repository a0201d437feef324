import { mkdir, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { launchPostgres } from '../collab-server/store/testing/postgres-server.ts'
import { type CharretteProcess, scratchFolder, startCharrette } from './charrette-process.ts'

const postgres = await launchPostgres({ durable: false })
const started: CharretteProcess[] = []
const folders: Awaited<ReturnType<typeof scratchFolder>>[] = []
afterAll(async () => {
  await Promise.all(started.map((server) => server.stop('SIGKILL')))
  for (const folder of folders) await folder.remove()
  await postgres?.stop()
})

test.skipIf(!postgres)(
  '[S5] two servers that are started together on one empty Postgres both come up, with one demonstration',
  async () => {
    const databaseUrl = (await postgres?.freshDatabase()) ?? ''
    const shared = await scratchFolder()
    folders.push(shared)
    const start = async () => {
      const folder = await scratchFolder()
      folders.push(folder)
      // As docs/several-processes.md says: pictures and editions are the same for both.
      for (const name of ['files', 'editions']) {
        await mkdir(join(shared.path, name), { recursive: true })
        await symlink(join(shared.path, name), join(folder.path, name))
      }
      const env = { DATABASE_URL: databaseUrl, AUTH_SECRET: 'one secret that is the same for both' }
      const server = await startCharrette(folder.path, { env })
      started.push(server)
      return server
    }
    const [one, other] = await Promise.all([start(), start()])
    const guidesAt = async ({ address }: CharretteProcess) =>
      [...(await (await fetch(`${address}/`)).text()).matchAll(/href="(\/guides\/[^"]+)"/g)].map(
        ([, href]) => href,
      )
    for (const server of [one, other]) {
      expect((await fetch(`${server.address}/api/openapi.json`)).status).toBe(200)
      expect(server.output()).not.toMatch(/error|deadlock|duplicate/i)
    }
    expect(await guidesAt(one)).toEqual(await guidesAt(other))
  },
)
