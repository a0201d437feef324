import type { Browser } from 'puppeteer-core'

/** What a view of a page cost, in bytes over the wire, heads of answers included. */
export interface ViewWeight {
  all: number
  pictures: number
  scripts: number
  /** How many answers came out of the browser's cache, without a question. */
  cached: number
}

/**
 * Opens a page in a browser that knows nothing, follows to the others one after another as a reader
 * would, and weighs each view.
 */
export async function weighViews(browser: Browser, urls: readonly string[]): Promise<ViewWeight[]> {
  const context = await browser.createBrowserContext()
  const page = await context.newPage()
  const session = await page.createCDPSession()
  await session.send('Network.enable')
  let view: ViewWeight = nothing()
  const kinds = new Map<string, string>()
  session.on('Network.requestServedFromCache', () => {
    view.cached++
  })
  session.on('Network.responseReceived', ({ requestId, type, response }) => {
    kinds.set(requestId, type)
    if (response.fromDiskCache) view.cached++
  })
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const kind = kinds.get(requestId)
    view.all += encodedDataLength
    if (kind === 'Image') view.pictures += encodedDataLength
    if (kind === 'Script') view.scripts += encodedDataLength
  })
  const views: ViewWeight[] = []
  try {
    for (const url of urls) {
      view = nothing()
      await page.goto(url, { waitUntil: 'networkidle0' })
      views.push(view)
    }
  } finally {
    await context.close()
  }
  return views
}

const nothing = (): ViewWeight => ({ all: 0, pictures: 0, scripts: 0, cached: 0 })
