import type { MiddlewareHandler } from 'hono'
import { routePath } from 'hono/route'
import type { Log } from './log.ts'
import type { Metrics } from './metrics.ts'

/**
 * Counts and times every request. A request is named by its route, never by its path: paths hold
 * tokens, and there is no end of them.
 */
export function observeRequests({
  log,
  metrics,
}: {
  log: Log
  metrics: Metrics
}): MiddlewareHandler {
  return async (c, next) => {
    const began = performance.now()
    await next()
    const milliseconds = performance.now() - began
    const route = routePath(c)
    const { status } = c.res
    metrics.answered(c.req.method, route, status, milliseconds / 1000)
    if (status >= 500 && status !== 503) metrics.failed(route.startsWith('/api/') ? 'api' : 'site')
    log.debug(
      { method: c.req.method, route, status, milliseconds: Math.round(milliseconds) },
      'request',
    )
  }
}
