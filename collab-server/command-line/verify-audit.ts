import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { openStoreWithBackup } from '../backup/index.ts'
import { verifyChain } from '../review/index.ts'
import { UsageError } from './usage-error.ts'

/**
 * `charrette audit verify`: follows the audit log's chain. The last hash, noted elsewhere and given
 * as --expect later, also finds entries that were cut off at the end.
 *
 * @returns the exit code: 1 where an entry does not follow from the one before.
 */
export async function auditCommand(args: string[], say: (line: string) => void): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { data: { type: 'string', default: 'data' }, expect: { type: 'string' } },
  })
  if (positionals.join(' ') !== 'verify')
    throw new UsageError('“charrette audit” knows one thing to do: “charrette audit verify”.')
  const dataFolder = resolve(values.data)
  if (!process.env.DATABASE_URL && !existsSync(dataFolder))
    throw new UsageError(
      `There is no data folder ${dataFolder}. Start Charrette once, or name it with --data.`,
    )
  const store = await openStoreWithBackup({ dataFolder, databaseUrl: process.env.DATABASE_URL })
  try {
    const { entries, head, broken, expectedFound } = await verifyChain(store.db, values.expect)
    if (broken !== null) {
      say(`Entry ${broken} of ${entries} does not follow from the one before: it was changed.`)
      return 1
    }
    if (!expectedFound) {
      say(`None of the ${entries} entries has the hash ${values.expect}: entries were taken away.`)
      return 1
    }
    say(`${entries} entries, and each follows from the one before. The last hash is ${head}.`)
    return 0
  } finally {
    await store.close()
  }
}
