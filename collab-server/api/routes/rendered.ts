import type { Guide } from '@charrette/guides'
import type { EditionFile } from '@charrette/publisher'
import type * as WebEdition from '@charrette/publisher/web-edition'
import type { OpenAPIHono } from '@hono/zod-openapi'
import { nextLook } from '../../consortium/index.ts'
import { contentTypeOf } from '../../site/edition-files.ts'
import { type ApiDependencies, guideFor } from '../dependencies.ts'
import { notHere } from '../problem.ts'

interface CandidateText {
  content_hash: string
  content: string
  submitted_at: string
}

/** A server that starts has no candidate to draw yet: what draws them is loaded with the first. */
const drawnAsEdition: typeof WebEdition.webEdition = async (...bundle) =>
  (await import('@charrette/publisher/web-edition')).webEdition(...bundle)

/** How many drawn candidates are kept; a review looks at one or two. */
const KEPT = 4

/**
 * The candidate as its web edition will be: `…/rendered/` and the pages below it. Drawn by the same
 * code as the edition, so that what an editor reads is what a reader gets.
 */
export function addRenderedRoutes(app: OpenAPIHono, deps: ApiDependencies): void {
  const drawn = new Map<string, Promise<Map<string, EditionFile>>>()

  function draw(
    number: number,
    { content_hash: contentHash, content, submitted_at }: CandidateText,
    look: Awaited<ReturnType<typeof nextLook>>,
  ): Promise<Map<string, EditionFile>> {
    const key = `${number} ${submitted_at} ${contentHash} ${look.key}`
    const known = drawn.get(key)
    if (known) return known
    const files = look
      .readTheme()
      .then((theme) =>
        drawnAsEdition(
          {
            guide: JSON.parse(content) as Guide,
            release: {
              // Where an edition says “Release 1.0”, this says “Release candidate 2”.
              number: `candidate ${number}`,
              contentHash,
              releasedAt: submitted_at,
              consortium: '',
              approvals: [],
              changelog: '',
            },
            readPicture: (sha256) => deps.files.get(sha256),
          },
          theme ? { theme } : {},
        ),
      )
      .then((list) => new Map(list.map((file) => [file.path, file])))
    files.catch(() => drawn.delete(key))
    const [oldest] = drawn.keys()
    if (drawn.size >= KEPT && oldest !== undefined) drawn.delete(oldest)
    drawn.set(key, files)
    return files
  }

  app.get('/api/guides/:slug/candidates/:number/rendered', (c) => c.redirect(`${c.req.path}/`))
  app.get('/api/guides/:slug/candidates/:number/rendered/:path{.*}', async (c) => {
    const { guide } = await guideFor(deps, c.req.raw.headers, c.req.param('slug'), 'read the draft')
    const number = Number(c.req.param('number')) || 0
    const candidate = await deps.store.db
      .selectFrom('candidate')
      .select(['content', 'content_hash', 'submitted_at'])
      .where('guide_id', '=', guide.id)
      .where('number', '=', number)
      .executeTakeFirst()
    if (!candidate) throw notHere('candidate')
    const look = await nextLook(deps.store.db, deps.files, guide.consortium_id)
    const files = await draw(number, candidate, look)
    const path = c.req.param('path')
    const file = files.get(path === '' || path.endsWith('/') ? `${path}index.html` : path)
    if (!file) throw notHere('page of this candidate')
    return c.body(new Uint8Array(file.bytes), 200, {
      'Content-Type': contentTypeOf(file.path),
      'Cache-Control': 'private, no-cache',
    })
  })
}
