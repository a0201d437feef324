import { afterAll } from 'vitest'
import { launchPostgres, type PostgresServer } from './postgres-server.ts'

export type { PostgresServer } from './postgres-server.ts'

/**
 * Starts a Postgres of this test file's own and ends it after the file's tests. Null where the
 * machine has no Postgres server.
 *
 * @param durable whether it syncs what it commits: for tests that crash it.
 */
export async function startPostgres({ durable = false } = {}): Promise<PostgresServer | null> {
  const server = await launchPostgres({ durable })
  if (server) afterAll(() => server.stop())
  else process.stdout.write('No Postgres server on this machine: its contract suite is left out.\n')
  return server
}
