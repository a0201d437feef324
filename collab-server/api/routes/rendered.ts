import type { Guide } from '@charrette/guides'
import { type EditionFile, webEdition } from '@charrette/publisher'
import type { OpenAPIHono } from '@hono/zod-openapi'
import { contentTypeOf } from '../../site/edition-files.ts'
import { type ApiDependencies, guideFor } from '../dependencies.ts'
import { notHere } from '../problem.ts'

/** How many drawn candidates are kept; a review looks at one or two. */
const KEPT = 4

/**
 * The candidate as its web edition will be: `…/rendered/` and the pages below it. Drawn by the same
 * code as the edition, so that what an editor reads is what a reader gets.
 */
export function addRenderedRoutes(app: OpenAPIHono, deps: ApiDependencies): void {
  const drawn = new Map<string, Promise<Map<string, EditionFile>>>()

  function draw(contentHash: string, content: string): Promise<Map<string, EditionFile>> {
    const known = drawn.get(contentHash)
    if (known) return known
    const files = webEdition({
      guide: JSON.parse(content) as Guide,
      release: {
        number: 'draft',
        contentHash,
        releasedAt: new Date(0).toISOString(),
        consortium: '',
        approvals: [],
        changelog: '',
      },
      readPicture: (sha256) => deps.files.get(sha256),
    }).then((list) => new Map(list.map((file) => [file.path, file])))
    files.catch(() => drawn.delete(contentHash))
    const [oldest] = drawn.keys()
    if (drawn.size >= KEPT && oldest !== undefined) drawn.delete(oldest)
    drawn.set(contentHash, files)
    return files
  }

  app.get('/api/guides/:slug/candidates/:number/rendered', (c) => c.redirect(`${c.req.path}/`))
  app.get('/api/guides/:slug/candidates/:number/rendered/:path{.*}', async (c) => {
    const { guide } = await guideFor(deps, c.req.raw.headers, c.req.param('slug'), 'read the draft')
    const candidate = await deps.store.db
      .selectFrom('candidate')
      .select(['content', 'content_hash'])
      .where('guide_id', '=', guide.id)
      .where('number', '=', Number(c.req.param('number')) || 0)
      .executeTakeFirst()
    if (!candidate) throw notHere('candidate')
    const files = await draw(candidate.content_hash, candidate.content)
    const path = c.req.param('path')
    const file = files.get(path === '' || path.endsWith('/') ? `${path}index.html` : path)
    if (!file) throw notHere('page of this candidate')
    return c.body(new Uint8Array(file.bytes), 200, {
      'Content-Type': contentTypeOf(file.path),
      'Cache-Control': 'private, no-cache',
    })
  })
}
