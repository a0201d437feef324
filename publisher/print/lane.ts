import type { PrintBrowser, PrintDocument, ReadResource } from './print-browser.ts'

/**
 * A document that stays open in the print browser, empty at first, for one work after another. Lanes beside each other
 * use as many processors.
 */
export class Lane {
  readonly #document = Promise.withResolvers<PrintDocument>()
  readonly #over = Promise.withResolvers<void>()
  readonly #closed: Promise<void>
  /** What the browser says of a lane that ended before its time. */
  readonly #failed: Promise<never>
  #last: Promise<unknown> = Promise.resolve()

  constructor(browser: PrintBrowser, readResource: ReadResource, signal?: AbortSignal) {
    this.#closed = browser.withDocument(
      null,
      readResource,
      (document) => {
        this.#document.resolve(document)
        return this.#over.promise
      },
      signal,
    )
    this.#failed = this.#closed.then(() => {
      throw new Error('The lane is closed')
    })
    // Whoever waits for a work is told, and nobody else needs to be.
    this.#failed.catch(() => {})
  }

  /**
   * Waits for what was given to it before, then does the work. A work that fails ends the lane.
   *
   * @throws {PrintFailed} as `PrintBrowser.withDocument` does.
   */
  run<T>(work: (document: PrintDocument) => Promise<T>): Promise<T> {
    const done = this.#last.then(async () => work(await this.#document.promise))
    this.#last = done
    done.catch(this.#over.reject)
    return Promise.race([done.catch(() => this.#failed), this.#failed])
  }

  /** Never throws. */
  async close(): Promise<void> {
    this.#over.resolve()
    await this.#closed.catch(() => {})
  }
}
