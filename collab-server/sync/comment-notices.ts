import { randomUUID } from 'node:crypto'
import { commentThreads } from '@charrette/guides'
import type { Store } from '../store/open-store.ts'
import type { StoredComment } from './comment-check.ts'
import { describe, type GuideShelf } from './guide-shelf.ts'

export interface CommentNoticesDependencies {
  store: Store
  guides: GuideShelf
  /** Tells whom a comment concerns; the same one twice tells nobody twice. */
  tell: (comment: StoredComment & { guideId: string }) => Promise<void>
  log: (line: string) => void
  /** Milliseconds that a note is left to the process that made it. */
  patience: number
}

/**
 * Tells of comments that mention somebody, whatever happens between: that they are to be told of is
 * noted before a comment is stored, and the note goes when they were told. What is left of notes, by
 * a process that ended or a database that was away, is seen to later, by any process.
 */
export class CommentNotices {
  readonly #to: CommentNoticesDependencies
  readonly #timer: NodeJS.Timeout
  #sweeping: Promise<void> | null = null

  constructor(to: CommentNoticesDependencies) {
    this.#to = to
    this.#timer = setInterval(() => {
      this.#sweeping ??= this.#sweep().finally(() => {
        this.#sweeping = null
      })
    }, to.patience)
    this.#timer.unref()
  }

  /**
   * To be called before comments are stored.
   *
   * @returns the id of each one's note; null where it mentions nobody.
   */
  async note(guideId: string, comments: StoredComment[]): Promise<(string | null)[]> {
    const at = new Date().toISOString()
    const ids = comments.map(({ message }) => (message.mentions.length > 0 ? randomUUID() : null))
    const rows = comments.flatMap(({ threadId, messageId }, index) => {
      const id = ids[index]
      return id ? [{ id, guide_id: guideId, thread_id: threadId, message_id: messageId, at }] : []
    })
    if (rows.length > 0) await this.#to.store.db.insertInto('comment_notice').values(rows).execute()
    return ids
  }

  /** To be called when a comment is stored. Never throws: what went wrong is tried again. */
  async stored(guideId: string, comment: StoredComment, note: string | null): Promise<void> {
    try {
      await this.#to.tell({ guideId, ...comment })
      if (note) await this.#forget(note)
    } catch (error) {
      this.#to.log(`Nobody could be told of a comment yet: ${describe(error)}`)
    }
  }

  async close(): Promise<void> {
    clearInterval(this.#timer)
    await this.#sweeping
  }

  async #sweep(): Promise<void> {
    const { store, patience, log } = this.#to
    try {
      const due = await store.db
        .selectFrom('comment_notice')
        .selectAll()
        .where('at', '<', new Date(Date.now() - patience).toISOString())
        .execute()
      for (const { id, guide_id, thread_id, message_id } of due) {
        const comment = await this.#read(guide_id, thread_id, message_id)
        if (comment) await this.#to.tell({ guideId: guide_id, ...comment })
        // Where it is not in the log it was never stored; its author's device brings it anew.
        await this.#forget(id)
      }
    } catch (error) {
      log(`Nobody could be told of a comment yet: ${describe(error)}`)
    }
  }

  async #read(guideId: string, threadId: string, messageId: string): Promise<StoredComment | null> {
    const { guides } = this.#to
    const guide = await guides.open(guideId)
    try {
      await guide.readOn()
      const thread = commentThreads(guide.doc).find(({ id }) => id === threadId)
      const message = thread?.messages.find(({ id }) => id === messageId)
      await guide.stored()
      return message ? { threadId, messageId, message, before: null, thread: thread ?? null } : null
    } finally {
      if (guide.participants.size === 0) guides.letGo(guideId)
    }
  }

  async #forget(id: string): Promise<void> {
    await this.#to.store.db.deleteFrom('comment_notice').where('id', '=', id).execute()
  }
}
