import type { MiddlewareHandler } from 'hono'
import { csrf } from 'hono/csrf'

/**
 * Refuses forms that another site's page sends with a signed-in person's cookies.
 *
 * @param baseUrl the address that people use: behind a proxy the request's own is another.
 */
export function fromOurPages(baseUrl: string): MiddlewareHandler {
  return csrf({
    origin: (origin, c) => origin === baseUrl || origin === new URL(c.req.url).origin,
  })
}
