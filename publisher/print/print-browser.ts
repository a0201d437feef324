import { setTimeout as pause } from 'node:timers/promises'
import puppeteer, { type Browser, type CDPSession, type Page } from 'puppeteer-core'
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
 * Where the machine stands must not show in a print: without a language of its own, text takes its
 * letters' forms from the browser's (Turkish has another i).
 */
const samePlace = { TZ: 'UTC', LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8', LANGUAGE: 'en' }

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
  /** Opened for documents to come. */
  readonly #blankPages: Promise<BlankPage>[] = []
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
        env: { ...env, ...executable.env, ...samePlace },
        ignoreDefaultArgs: true,
        args: [
          ...chromiumArguments(),
          '--lang=en-US',
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
   * Opens blank pages for documents to come, so that their processes start meanwhile.
   *
   * @param count how many are to be ready at once.
   */
  prepare(count: number): void {
    while (this.#blankPages.length < count) {
      const opening = this.#openBlank()
      this.#blankPages.push(opening)
      opening.then(
        ({ page }) => page.once('error', () => this.#forget(opening)),
        // Whoever takes it is told.
        () => {},
      )
    }
  }

  /** Where its process ends while nobody has it, nobody shall have it. */
  #forget(page: Promise<BlankPage>): void {
    const at = this.#blankPages.indexOf(page)
    if (at >= 0) this.#blankPages.splice(at, 1)
  }

  /** A page without scripts on our origin, with an empty document, whose requests all come to us. */
  async #openBlank(): Promise<BlankPage> {
    const page = await this.#browser.newPage()
    const [session] = await Promise.all([
      page.createCDPSession(),
      page.setJavaScriptEnabled(false),
      // Before anything loads: else it would be laid out for a screen first.
      page.emulateMediaType('print'),
    ])
    const blank: BlankPage = { page, session, html: emptyHtml, readResource: async () => null }
    // Not by puppeteer's own interception: that encodes what it answers with a letter at a time.
    session.on('Fetch.requestPaused', ({ requestId, request }) => {
      void this.#answer(blank, requestId, request.url)
    })
    await session.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] })
    await page.goto(`${origin}/`, { waitUntil: 'load', timeout: 0 })
    return blank
  }

  /**
   * Loads a document and lets `work` print it. The browser is killed when the time limit passes or
   * the signal fires: a layout that never ends answers to nothing gentler.
   *
   * @param html null for an empty document, which is there at once where a page is ready.
   * @throws {PrintFailed}
   */
  async withDocument<T>(
    html: string | null,
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
            `Printing took longer than ${this.#timeLimit / 1000} s and was stopped; nothing was written. Try again when the machine has less to do.`,
          ),
        ),
      this.#timeLimit,
    )
    const onAbort = () => end(cancelled())
    signal?.addEventListener('abort', onAbort)
    let page: Page | undefined
    try {
      const blank = await (this.#blankPages.shift() ?? this.#openBlank())
      page = blank.page
      // The browser goes on without the process that lays a page out, and would never answer.
      page.once('error', () => end(crashed()))
      blank.readResource = readResource
      if (html !== null) {
        blank.html = html
        await page.goto(`${origin}/`, { waitUntil: 'load', timeout: 0 })
        await allLoaded(page)
      }
      const result = await work(new PrintDocument(page, blank.session))
      await page.close()
      return result
    } catch (error) {
      // A print may fail before the word comes that the process of its page has gone; a page that
      // is asked something either answers or has sent that word by then.
      if (!failure) await page?.evaluate('true').catch(() => undefined)
      if (failure) throw failure
      // Without a page, its process ended as it began.
      if (!(error instanceof PrintFailed || (page && this.#browser.connected))) throw crashed()
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

  async #answer(
    { session, html, readResource }: BlankPage,
    requestId: string,
    address: string,
  ): Promise<void> {
    try {
      const url = new URL(address)
      const path = decodeURIComponent(url.pathname.slice(1))
      const resource =
        url.origin !== origin
          ? null
          : path === ''
            ? { body: html, mediaType: 'text/html; charset=utf-8' }
            : await readResource(path)
      if (!resource) {
        this.refused.push(address)
        await session.send('Fetch.failRequest', { requestId, errorReason: 'BlockedByClient' })
        return
      }
      await session.send('Fetch.fulfillRequest', {
        requestId,
        responseCode: 200,
        responseHeaders: [
          { name: 'Content-Type', value: resource.mediaType },
          { name: 'Access-Control-Allow-Origin', value: '*' },
        ],
        body: base64Of(resource),
      })
    } catch {
      // The page went away while its request was being answered; its own promise says why.
    }
  }
}

/** A page for a document to come. */
interface BlankPage {
  page: Page
  session: CDPSession
  /** What it loads, and what that may load. */
  html: string
  readResource: ReadResource
}

const emptyHtml = '<!doctype html><html><head></head><body></body></html>'

/**
 * A face that turns out not to have a letter sends the browser to the next one, after `load`; until it
 * is there, all text that might be set in it is left out of a print. So are pictures.
 */
async function allLoaded(page: Page): Promise<void> {
  while (await page.evaluate(isLoading)) await pause(2)
}

const isLoading = `document.body.getBoundingClientRect(), document.fonts.status === 'loading' || [...document.images].some(({ complete }) => !complete)`

/** What was encoded before: fonts are asked for by every document. */
const encoded = new WeakMap<Resource, string>()

function base64Of(resource: Resource): string {
  const known =
    encoded.get(resource) ??
    (typeof resource.body === 'string'
      ? Buffer.from(resource.body, 'utf8')
      : Buffer.from(resource.body.buffer, resource.body.byteOffset, resource.body.byteLength)
    ).toString('base64')
  encoded.set(resource, known)
  return known
}

/** A loaded document. */
export class PrintDocument {
  readonly #page: Page
  readonly #session: CDPSession
  constructor(page: Page, session: CDPSession) {
    this.#page = page
    this.#session = session
  }

  /** Fills an empty document; what it asks for comes meanwhile. */
  async begin(lang: string, head: string, body: string): Promise<void> {
    const work = ([lang, head, body]: readonly [string, string, string]): void => {
      document.documentElement.lang = lang
      document.head.innerHTML = head
      document.body.innerHTML = body
    }
    await this.run(work, [lang, head, body] as const)
  }

  /** Sets another body, and waits for what it asks for. */
  async setBody(html: string): Promise<void> {
    // With each face that comes later, a long body would be laid out again.
    await allLoaded(this.#page)
    await this.run((body) => {
      document.body.innerHTML = body
    }, html)
    await allLoaded(this.#page)
  }

  /** Prints the document as it stands. */
  async print({ tagged = true }: { tagged?: boolean } = {}): Promise<Uint8Array> {
    // In one piece: read as a stream, it comes in pieces that have to be asked for one by one.
    const { data } = await this.#session.send('Page.printToPDF', {
      generateTaggedPDF: tagged,
      generateDocumentOutline: false,
      preferCSSPageSize: true,
      printBackground: true,
      transferMode: 'ReturnAsBase64',
    })
    return Buffer.from(data, 'base64')
  }

  /**
   * Leaves the screen, on which the document was laid out for print: where its styles show nothing, a
   * change costs no layout until it is printed.
   */
  async leaveScreen(): Promise<void> {
    await this.#page.emulateMediaType()
  }

  /** Lays it out for print, once, to have the faces that it turns out to need. */
  async loadFaces(): Promise<void> {
    await this.#page.emulateMediaType('print')
    await allLoaded(this.#page)
    await this.leaveScreen()
  }

  /** Runs one of the publisher's own functions in the document. */
  async run<A, R>(work: (argument: A) => R, argument: A): Promise<Awaited<R>> {
    return this.#page.evaluate(work as (argument: unknown) => R, argument)
  }
}

function crashed(): PrintFailed {
  return new PrintFailed(
    'print-crashed',
    'The print browser crashed in the middle of its work, perhaps for want of memory; nothing was written. Try again; if it crashes again, give the machine more memory or the guide smaller pictures.',
  )
}

function cancelled(): PrintFailed {
  return new PrintFailed('print-cancelled', 'Printing was cancelled.')
}
