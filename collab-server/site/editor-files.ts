import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join, normalize } from 'node:path'
import { Hono } from 'hono'
import { contentTypeOf } from './edition-files.ts'

/**
 * The editor, a single-page application: its files below `/write/assets/`, and its one page for
 * every address that it knows.
 */
export function serveEditor(folder: string): Hono {
  const app = new Hono()
  app.get('/write/assets/:name', async (c) => {
    const path = normalize(join(folder, 'assets', c.req.param('name')))
    if (!path.startsWith(join(folder, 'assets')) || !existsSync(path)) return c.notFound()
    return c.body(new Uint8Array(await readFile(path)), 200, {
      'Content-Type': contentTypeOf(path),
      'Cache-Control': 'public, max-age=31536000, immutable',
    })
  })
  for (const address of ['/sign-in', '/join/:token', '/write', '/write/*'])
    app.get(address, async (c) =>
      c.html(await readFile(join(folder, 'index.html'), 'utf8'), 200, {
        'Cache-Control': 'no-cache',
      }),
    )
  return app
}
