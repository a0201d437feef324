// The thread of log-appender.ts.
import { DatabaseSync } from 'node:sqlite'
import { parentPort, workerData } from 'node:worker_threads'
import type { AppendReply, AppendRequest } from './log-appender.ts'

if (!parentPort) throw new Error('This runs as a thread of log-appender.ts')
const port = parentPort

const database = new DatabaseSync(String(workerData), { timeout: 10_000 })
database.exec('PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;')
const begin = database.prepare('begin immediate')
const commit = database.prepare('commit')
const mark = database.prepare('savepoint one_guide')
const keep = database.prepare('release one_guide')
const moveHead = database.prepare('update guide set head_seq = ? where id = ? and head_seq = ?')
const insert = database.prepare(
  'insert into update_log (guide_id, seq, "update", account_id, city_id, at) values (?, ?, ?, ?, ?, ?)',
)

port.on('message', (request: AppendRequest) => {
  port.postMessage(write(request))
})

function write({ appends, bytes }: AppendRequest): AppendReply {
  try {
    begin.run()
    let at = 0
    const reply = appends.map(({ guideId, seq, entries }): boolean | Error => {
      const from = at
      for (const { length } of entries) at += length
      // What is wrong with one guide's entries does not keep the others' from the disk.
      mark.run()
      try {
        if (moveHead.run(seq + entries.length, guideId, seq).changes !== 1) return false
        let start = from
        for (const [index, { length, accountId, cityId, at: moment }] of entries.entries()) {
          const update = bytes.subarray(start, start + length)
          insert.run(guideId, seq + index + 1, update, accountId, cityId, moment)
          start += length
        }
        return true
      } catch (error) {
        database.exec('rollback to one_guide')
        return asError(error)
      } finally {
        keep.run()
      }
    })
    commit.run()
    return reply
  } catch (error) {
    if (database.isTransaction) database.exec('rollback')
    const reason = asError(error)
    return appends.map(() => reason)
  }
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error))
}
