import { DatabaseSync } from 'node:sqlite'
import type { Append } from './append-request.ts'

/**
 * A connection that appends to the update logs of a SQLite database and returns when the disk has
 * it.
 */
export class LogWriter {
  readonly #database: DatabaseSync
  readonly #begin
  readonly #commit
  readonly #moveHead
  readonly #insert

  /**
   * @param path of a database that has been migrated.
   * @param options `patience`: milliseconds to wait for somebody else who writes; `checkpoints`:
   *   whether a commit also moves what the write-ahead log has gathered into the database.
   * @throws where a commit would not wait for the disk.
   */
  constructor(path: string, options: { patience: number; checkpoints: boolean }) {
    const database = new DatabaseSync(path, { timeout: options.patience })
    this.#database = database
    // A log entry's guide needs no other proof than that its head was moved.
    database.exec('PRAGMA synchronous = FULL; PRAGMA foreign_keys = OFF;')
    if (!options.checkpoints) database.exec('PRAGMA wal_autocheckpoint = 0')
    try {
      requireDurable(database)
    } catch (error) {
      database.close()
      throw error
    }
    this.#begin = database.prepare('begin immediate')
    this.#commit = database.prepare('commit')
    this.#moveHead = database.prepare('update guide set head_seq = ? where id = ? and head_seq = ?')
    this.#insert = database.prepare(
      'insert into update_log (guide_id, seq, "update", account_id, city_id, at) values (?, ?, ?, ?, ?, ?)',
    )
  }

  /**
   * Makes appends in one transaction.
   *
   * @returns of each, whether the log was at its `seq`; where it was not, nothing of it is written.
   * @throws {NotAppended} where one of them could not be made; then none is.
   */
  write(appends: Append[]): boolean[] {
    try {
      this.#begin.run()
      const appended = appends.map((append) => this.#append(append))
      this.#commit.run()
      return appended
    } catch (error) {
      if (this.#database.isTransaction) this.#database.exec('rollback')
      throw error
    }
  }

  close(): void {
    this.#database.close()
  }

  #append({ guideId, seq, at, entries }: Append): boolean {
    try {
      if (this.#moveHead.run(seq + entries.length, guideId, seq).changes !== 1) return false
      for (const [index, { update, accountId, cityId }] of entries.entries())
        this.#insert.run(guideId, seq + index + 1, update, accountId, cityId, at)
      return true
    } catch (error) {
      throw new NotAppended(asError(error))
    }
  }
}

/** What is wrong with one append of several. */
export class NotAppended extends Error {
  readonly reason: Error
  constructor(reason: Error) {
    super(reason.message)
    this.reason = reason
  }
}

export function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error))
}

/** This very connection commits what people are told is saved: it must not return before the disk has it. */
function requireDurable(database: DatabaseSync): void {
  const synchronous = database.prepare('PRAGMA synchronous').get()?.synchronous
  const journal = database.prepare('PRAGMA journal_mode').get()?.journal_mode
  // 2 is FULL: the write-ahead log is synced at each commit.
  if (synchronous !== 2 || journal !== 'wal')
    throw new Error(
      `The database does not wait for the disk (journal ${journal}, synchronous ${synchronous})`,
    )
}
