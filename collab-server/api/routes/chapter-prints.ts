import { existsSync, statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import {
  messagesFor,
  printedPage,
  printPage,
  siteLanguageOf,
  wordsOfPrint,
} from '@charrette/templates/site'
import type { OpenAPIHono } from '@hono/zod-openapi'
import { z } from 'zod'
import { printFile, readPrint, requestPrint, TooManyPrints } from '../../chapter-prints/index.ts'
import { printableEdition } from '../../publishing/printable-edition.ts'
import type { ApiDependencies } from '../dependencies.ts'
import { fromOurPages } from '../from-our-pages.ts'
import { limitBody } from '../limit-body.ts'

const MOST_BYTES = 64 * 1024

const chosenSchema = z.union([z.array(z.string()), z.string().transform((id) => [id])])

/** "Print these chapters": public pages on which readers choose, wait and take their PDF. */
export function addChapterPrintRoutes(app: OpenAPIHono, deps: ApiDependencies): void {
  const { store, dataFolder } = deps

  app.get('/print/:slug/:number/', async (c) => {
    const { slug, number } = c.req.param()
    const edition = await printableEdition(store, slug, number)
    if (!edition) return c.notFound()
    c.header('Cache-Control', 'no-cache')
    // From a chapter one comes with it chosen.
    return c.html(printPage(edition, { chosen: c.req.queries('chapter') ?? [], problem: '' }))
  })

  app.post(
    '/print/:slug/:number/',
    fromOurPages(deps.baseUrl),
    limitBody(MOST_BYTES, 'A choice'),
    async (c) => {
      const { slug, number } = c.req.param()
      const edition = await printableEdition(store, slug, number)
      if (!edition) return c.notFound()
      c.header('Cache-Control', 'no-store')
      const words = messagesFor(siteLanguageOf(edition.lang)).print
      const { chapter } = await c.req.parseBody({ all: true })
      const wanted = chosenSchema.safeParse(chapter).data ?? []
      const chosen = edition.chapters.map(({ id }) => id).filter((id) => wanted.includes(id))
      if (chosen.length === 0)
        return c.html(printPage(edition, { chosen, problem: words.chooseOne }), 422)
      if (chosen.length === edition.chapters.length && edition.whole)
        return c.redirect(edition.whole.href, 303)
      try {
        const key = await requestPrint(store, edition.releaseId, chosen, (made) =>
          existsSync(printFile(dataFolder, made)),
        )
        deps.jobs.wake()
        return c.redirect(`/print/${slug}/${number}/${key}/`, 303)
      } catch (error) {
        if (!(error instanceof TooManyPrints)) throw error
        return c.html(printPage(edition, { chosen, problem: words.tooMany }), 429)
      }
    },
  )

  app.get('/print/:slug/:number/:key/', async (c) => {
    const { slug, number, key } = c.req.param()
    const [edition, print] = await Promise.all([
      printableEdition(store, slug, number),
      readPrint(store, key),
    ])
    if (!edition || print?.release_id !== edition.releaseId) return c.notFound()
    c.header('Cache-Control', 'no-store')
    const file = printFile(dataFolder, key)
    const bytes = statSync(file, { throwIfNoEntry: false })?.size
    return c.html(
      printedPage(edition, {
        chapters: z.array(z.string()).parse(JSON.parse(print.chapters)),
        // One that is no longer kept is printed again when it is chosen again.
        state: print.state === 'done' && bytes === undefined ? 'failed' : print.state,
        href: `/print/${slug}/${number}/${key}/${slug}-${number}-chapters.pdf`,
        bytes: bytes ?? 0,
      }),
    )
  })

  app.get('/print/:slug/:number/:key/state.json', async (c) => {
    const { slug, number, key } = c.req.param()
    const [edition, print] = await Promise.all([
      printableEdition(store, slug, number),
      readPrint(store, key),
    ])
    if (!edition || print?.release_id !== edition.releaseId) return c.notFound()
    c.header('Cache-Control', 'no-store')
    const isUnderWay = print.state === 'waiting' || print.state === 'running'
    return c.json({ isUnderWay, words: wordsOfPrint(edition.lang, print.state) })
  })

  app.get('/print/:slug/:number/:key/:file{.+\\.pdf}', async (c) => {
    const { slug, number, key } = c.req.param()
    const [edition, print] = await Promise.all([
      printableEdition(store, slug, number),
      readPrint(store, key),
    ])
    const file = printFile(dataFolder, key)
    if (!edition || print?.release_id !== edition.releaseId || !existsSync(file))
      return c.notFound()
    return c.body(new Uint8Array(await readFile(file)), 200, {
      'Content-Type': 'application/pdf',
      'Cache-Control': 'no-cache',
      ETag: `"${key}"`,
    })
  })
}
