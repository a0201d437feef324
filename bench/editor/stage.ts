import { existsSync } from 'node:fs'
import { cp } from 'node:fs/promises'
import { join } from 'node:path'
import * as Y from 'yjs'
import { openStore } from '../../collab-server/store/open-store.ts'
import { createSync } from '../../collab-server/sync/index.ts'
import {
  type CharretteProcess,
  runCharrette,
  scratchFolder,
  startCharrette,
} from '../../e2e/charrette-process.ts'
import { published } from '../../e2e/script-author.ts'
import { largeGuide } from './large-guide.ts'

export const slug = 'three-hundred-pages'
export const chapterId = 'c3'
const writer = 'ana@riverbend.example'

/** A server with the demonstration and the large guide, and a token for those who write by script. */
export interface Stage {
  server: CharretteProcess
  /** Whom the browser signs in as. */
  email: string
  token: string
  strike(): Promise<void>
}

/** @param keep a folder in which the demonstration lies published, as CONTRIBUTING.md says. */
export async function setStage(
  keep: string | undefined,
  note: (line: string) => void,
): Promise<Stage> {
  const scratch = await scratchFolder()
  const dataFolder = join(scratch.path, 'data')
  if (keep && existsSync(keep)) await cp(keep, dataFolder, { recursive: true })
  else {
    note('Publishing the demonstration first …')
    const server = await startCharrette(dataFolder)
    await published(server, 'growing-wages-and-jobs', '1.0')
    await server.stop()
  }
  note('Writing three hundred pages …')
  await addGuide(dataFolder)
  const server = await startCharrette(dataFolder)
  const { stdout } = await runCharrette([
    ...['token', '--email', 'ben@port-lathrop.example', '--data', dataFolder],
  ])
  return {
    server,
    email: writer,
    token: stdout.trim(),
    strike: async () => {
      await server.stop()
      await scratch.remove()
    },
  }
}

async function addGuide(dataFolder: string): Promise<void> {
  const store = await openStore({ dataFolder })
  try {
    const { db } = store
    const author = await db
      .selectFrom('user')
      .select(['id'])
      .where('email', '=', writer)
      .executeTakeFirstOrThrow()
    const { id: consortiumId } = await db
      .selectFrom('consortium')
      .select('id')
      .executeTakeFirstOrThrow()
    const created = { created_at: new Date().toISOString(), created_by: author.id }
    await db
      .insertInto('guide')
      .values({ id: slug, slug, consortium_id: consortiumId, ...created })
      .execute()
    await db
      .insertInto('guide_member')
      .values({ guide_id: slug, account_id: author.id, role: 'lead' })
      .execute()
    const doc = largeGuide(slug, { accountId: author.id, name: 'Ana Duarte', city: 'Riverbend' })
    const sync = createSync({
      store,
      log: () => {},
      authorize: async () => ({ ok: false, reason: 'forbidden' }),
    })
    await sync.apply(slug, Y.encodeStateAsUpdate(doc), { accountId: author.id, cityId: '' })
    await sync.close()
  } finally {
    await store.close()
  }
}
