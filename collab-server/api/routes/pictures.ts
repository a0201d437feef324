import { pictureFaults, readPicture } from '@charrette/guides'
import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { countPicture } from '../../consortium/index.ts'
import { PictureUnfit, readCleanPicture } from '../../pictures/index.ts'
import { type ApiDependencies, guideFor } from '../dependencies.ts'
import { limitBody } from '../limit-body.ts'
import { ApiRefusal, notHere } from '../problem.ts'

const MAX_PICTURE = 20 * 1024 * 1024
const types: Record<string, string> = {
  '89504e47': 'image/png',
  ffd8ff: 'image/jpeg',
  '52494646': 'image/webp',
}

/** Pictures of a guide: put in once, kept by their content. */
export function addPictureRoutes(app: OpenAPIHono, deps: ApiDependencies): void {
  app.post('/api/guides/:slug/pictures', limitBody(MAX_PICTURE, 'A picture'), async (c) => {
    const headers = c.req.raw.headers
    const { guide } = await guideFor(deps, headers, c.req.param('slug'), 'suggest changes')
    const bytes = new Uint8Array(await c.req.arrayBuffer())
    const sent = await readPicture(bytes)
    if (!sent)
      throw new ApiRefusal(
        422,
        'not-a-picture',
        'Not a picture',
        'This file is no SVG, PNG, JPEG or WebP picture. Save it as one of these and try again.',
      )
    const faults = pictureFaults('', bytes, sent)
    if (faults.length > 0)
      throw new ApiRefusal(
        422,
        'picture-unfit',
        'A picture that guides cannot show',
        faults.map(({ message, mend }) => `${message}. ${mend}`).join(' '),
      )
    const clean = await readCleanPicture(bytes).catch((error: unknown) => {
      if (!(error instanceof PictureUnfit)) throw error
      throw new ApiRefusal(422, error.code, 'A picture that guides cannot show', error.message)
    })
    const { sha256 } = clean.picture
    await countPicture(deps.store.db, { guide, sha256, bytes: clean.bytes.length })
    await deps.files.put(clean.bytes)
    return c.json(clean.picture)
  })

  app.get('/api/guides/:slug/pictures/:sha256', async (c) => {
    await guideFor(deps, c.req.raw.headers, c.req.param('slug'), 'read the draft')
    const sha256 = c.req.param('sha256')
    if (!/^[0-9a-f]{64}$/.test(sha256) || !deps.files.has(sha256)) throw notHere('picture')
    return servePicture(c, await deps.files.get(sha256))
  })
}

/** A picture whose address names its content, for the person who asks and their browser alone. */
export function servePicture(c: Context, bytes: Uint8Array): Response {
  return c.body(new Uint8Array(bytes), 200, {
    'Content-Type': typeOf(bytes),
    'Cache-Control': 'private, max-age=31536000, immutable',
    // An SVG opened by itself is a page: this one may do nothing.
    'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
  })
}

function typeOf(bytes: Uint8Array): string {
  const magic = Array.from(bytes.slice(0, 4), (byte) => byte.toString(16).padStart(2, '0')).join('')
  for (const [start, type] of Object.entries(types)) if (magic.startsWith(start)) return type
  return 'image/svg+xml'
}
