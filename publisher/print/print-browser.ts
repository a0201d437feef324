import puppeteer, { type Browser, type HTTPRequest, type Page } from 'puppeteer-core'
import { ChromiumMissing, chromiumArguments, chromiumExecutable } from '../chromium/executable.ts'

/** What a printed document may load: a file of the release or of a theme, or null to refuse. */
export type ReadResource = (path: string) => Promise<Resource | null>

export interface Resource {
  body: Uint8Array | string
  mediaType: string
}

/** Printing failed for a reason outside the document. */
export class PrintFailed extends Error {
  readonly code: 'print-timeout' | 'print-crashed' | 'print-cancelled'
  constructor(code: PrintFailed['code'], message: string) {
    super(message)
    this.code = code
  }
}

export interface PrintBrowserOptions {
  env?: NodeJS.ProcessEnv
  /** Milliseconds that one document may take, from loading to its last pass. Default 120,000. */
  timeLimit?: number
}

/** A name that resolves nowhere (RFC 2606): whatever is not the release's own is refused. */
const origin = 'https://release.invalid'

/**
 * A Chromium that prints and does nothing else: no scripts, no network. Documents get their
 * resources from memory through request interception; name resolution and the proxy lead nowhere,
 * so that preconnects and prefetches, which interception does not see, end there too.
 *
 * One browser serves any number of documents, one after another or a few at once.
 */
export class PrintBrowser {
  readonly #browser: Browser
  readonly #timeLimit: number
  /** Addresses that documents asked for and did not get, for the job's report. */
  readonly refused: string[] = []

  private constructor(browser: Browser, timeLimit: number) {
    this.#browser = browser
    this.#timeLimit = timeLimit
  }

  /** @throws {ChromiumMissing} in one line, where no browser can be started. */
  static async launch(options: PrintBrowserOptions = {}): Promise<PrintBrowser> {
    const env = options.env ?? process.env
    const executable = await chromiumExecutable(env)
    try {
      const browser = await puppeteer.launch({
        executablePath: executable.path,
        env: { ...env, ...executable.env },
        ignoreDefaultArgs: true,
        args: [
          ...chromiumArguments(),
          '--remote-debugging-pipe',
          '--host-resolver-rules=MAP * ~NOTFOUND',
          '--proxy-server=socks5://127.0.0.1:1',
          '--disable-extensions',
          '--disable-default-apps',
          '--disable-breakpad',
          '--password-store=basic',
          '--use-mock-keychain',
          'about:blank',
        ],
        pipe: true,
        timeout: 30_000,
        protocolTimeout: 600_000,
        handleSIGINT: false,
        handleSIGTERM: false,
        handleSIGHUP: false,
      })
      return new PrintBrowser(browser, options.timeLimit ?? 120_000)
    } catch (error) {
      const reason = error instanceof Error ? error.message.split('\n')[0] : String(error)
      throw new ChromiumMissing(
        `The print browser ${executable.path} did not start: ${reason}. Install a Chromium and set CHROMIUM_PATH to it.`,
      )
    }
  }

  /**
   * Loads a document and lets `work` print it. The browser is killed when the time limit passes or
   * the signal fires: a layout that never ends answers to nothing gentler.
   *
   * @throws {PrintFailed}
   */
  async withDocument<T>(
    html: string,
    readResource: ReadResource,
    work: (document: PrintDocument) => Promise<T>,
    signal?: AbortSignal,
  ): Promise<T> {
    if (signal?.aborted) throw cancelled()
    let failure: PrintFailed | undefined
    const end = (reason: PrintFailed) => {
      failure ??= reason
      this.#browser.process()?.kill('SIGKILL')
    }
    const clock = setTimeout(
      () =>
        end(
          new PrintFailed(
            'print-timeout',
            `Printing took longer than ${this.#timeLimit / 1000} s and was stopped.`,
          ),
        ),
      this.#timeLimit,
    )
    const onAbort = () => end(cancelled())
    signal?.addEventListener('abort', onAbort)
    try {
      const page = await this.#browser.newPage()
      await page.setJavaScriptEnabled(false)
      await page.setRequestInterception(true)
      page.on('request', (request) => {
        void this.#answer(request, html, readResource)
      })
      await page.goto(`${origin}/`, { waitUntil: 'load', timeout: 0 })
      const result = await work(new PrintDocument(page))
      await page.close()
      return result
    } catch (error) {
      if (failure) throw failure
      if (!this.#browser.connected)
        throw new PrintFailed('print-crashed', 'The print browser ended in the middle of its work.')
      throw error
    } finally {
      clearTimeout(clock)
      signal?.removeEventListener('abort', onAbort)
    }
  }

  get running(): boolean {
    return this.#browser.connected
  }

  async close(): Promise<void> {
    if (this.#browser.connected) await this.#browser.close()
  }

  async #answer(request: HTTPRequest, html: string, readResource: ReadResource): Promise<void> {
    try {
      const url = new URL(request.url())
      if (url.protocol === 'data:') return await request.continue()
      if (url.origin === origin && url.pathname === '/')
        return await request.respond({ body: html, contentType: 'text/html; charset=utf-8' })
      const resource =
        url.origin === origin ? await readResource(decodeURIComponent(url.pathname.slice(1))) : null
      if (resource)
        return await request.respond({
          body: resource.body,
          contentType: resource.mediaType,
          headers: { 'access-control-allow-origin': '*' },
        })
      this.refused.push(request.url())
      await request.abort('blockedbyclient')
    } catch {
      // The page went away while its request was being answered; its own promise says why.
    }
  }
}

/** A loaded document. */
export class PrintDocument {
  readonly #page: Page
  constructor(page: Page) {
    this.#page = page
  }

  /** Prints the document as it stands. */
  async print({ tagged = true }: { tagged?: boolean } = {}): Promise<Uint8Array> {
    return this.#page.pdf({
      tagged,
      outline: false,
      preferCSSPageSize: true,
      printBackground: true,
      waitForFonts: false,
      timeout: 0,
    })
  }

  /** Runs one of the publisher's own functions in the document. */
  async run<A, R>(work: (argument: A) => R, argument: A): Promise<Awaited<R>> {
    return this.#page.evaluate(work as (argument: unknown) => R, argument)
  }

  /** Lays the document out as print does, on one endless page, for measuring. */
  async emulatePrint(): Promise<void> {
    await this.#page.emulateMediaType('print')
  }
}

function cancelled(): PrintFailed {
  return new PrintFailed('print-cancelled', 'Printing was cancelled.')
}
