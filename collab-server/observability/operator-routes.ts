import { createHash, timingSafeEqual } from 'node:crypto'
import type { HttpBindings } from '@hono/node-server'
import { Hono } from 'hono'
import type { Health } from './health.ts'
import type { Metrics } from './metrics.ts'

/**
 * What supervisors, balancers and Prometheus ask: `/healthz` whether the process lives, `/readyz`
 * whether it can serve people (503 where not, with the reason), `/metrics` what it counts.
 *
 * @param metricsToken who sends it may read the metrics. Without one, only this machine may, and
 *   only where no proxy stands before the process: what a proxy passes on comes from this machine too.
 */
export function operatorRoutes({
  health,
  metrics,
  metricsToken,
  behindProxy,
}: {
  health: Health
  metrics: Metrics
  metricsToken: string | undefined
  behindProxy: boolean
}): Hono<{ Bindings: HttpBindings }> {
  const app = new Hono<{ Bindings: HttpBindings }>()
  app.get('/healthz', (c) => c.text('ok', 200, { 'Cache-Control': 'no-store' }))
  app.get('/readyz', async (c) => {
    const { ok, checks } = await health.check()
    return c.json(
      { ready: ok, checks: Object.fromEntries(checks.map((check) => [check.name, check.ok])) },
      ok ? 200 : 503,
      { 'Cache-Control': 'no-store' },
    )
  })
  app.get('/metrics', async (c) => {
    const asked = c.req.header('Authorization')
    const allowed = metricsToken
      ? asked !== undefined && isSame(asked, `Bearer ${metricsToken}`)
      : !behindProxy && isFromHere(c.env?.incoming.socket.remoteAddress, c.req.raw.headers)
    if (!allowed)
      return c.text(
        'The metrics are for the operator: send METRICS_TOKEN as a bearer token.\n',
        metricsToken ? 401 : 403,
      )
    return c.body(await metrics.text(), 200, {
      'Content-Type': metrics.contentType,
      'Cache-Control': 'no-store',
    })
  })
  return app
}

function isFromHere(address: string | undefined, headers: Headers): boolean {
  const passedOn = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'].some((name) =>
    headers.has(name),
  )
  return !passedOn && /^(::1|(::ffff:)?127\.\d+\.\d+\.\d+)$/.test(address ?? '')
}

function isSame(one: string, other: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(hash(one), hash(other))
}
