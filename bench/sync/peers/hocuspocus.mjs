// Hocuspocus as its guide sets it up. Its SQLite extension is its database extension with these
// statements over a native module; here they run on Node's own SQLite, so that nothing is compiled.
// Usage: hocuspocus.mjs PORT [database file]
import { DatabaseSync } from 'node:sqlite'
import { Database } from '@hocuspocus/extension-database'
import { Server } from '@hocuspocus/server'

const [port, file] = process.argv.slice(2)
const extensions = []
if (file) {
  const database = new DatabaseSync(file)
  database.exec(
    'create table if not exists documents (name varchar(255) not null, data blob not null, unique(name))',
  )
  extensions.push(
    new Database({
      fetch: async ({ documentName }) =>
        database
          .prepare('select data from documents where name = ? order by rowid desc')
          .get(documentName)?.data ?? null,
      store: async ({ documentName, state }) => {
        database
          .prepare(
            'insert into documents (name, data) values ($name, $data) on conflict(name) do update set data = $data',
          )
          .run({ name: documentName, data: state })
      },
    }),
  )
}
await new Server({ port: Number(port), address: '127.0.0.1', quiet: true, extensions }).listen()
