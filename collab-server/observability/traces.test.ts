import { once } from 'node:events'
import { createServer } from 'node:http'
import { expect, test } from 'vitest'
import { openWholeRoom } from '../testing/whole-room.ts'
import { startTraces, traceJobs } from './traces.ts'

interface Span {
  name: string
  traceId: string
  spanId: string
  parentSpanId?: string
  attributes: { key: string; value: { stringValue?: string; intValue?: number } }[]
  status: { code?: number }
}

/** What a collector is sent, as OTLP over HTTP in JSON. */
async function collector() {
  const spans: Span[] = []
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    const { resourceSpans } = JSON.parse(body) as {
      resourceSpans: { scopeSpans: { spans: Span[] }[] }[]
    }
    for (const { scopeSpans } of resourceSpans)
      for (const one of scopeSpans) spans.push(...one.spans)
    response.writeHead(200, { 'Content-Type': 'application/json' }).end('{}')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const place = server.address()
  if (!place || typeof place === 'string') throw new Error('no port')
  return { spans, server, url: `http://127.0.0.1:${place.port}` }
}

test('a request, its queries and a job are traced to the collector that is named, without anybody’s data', async () => {
  const { spans, server, url } = await collector()
  process.env.OTEL_EXPORTER_OTLP_ENDPOINT = url
  const traces = await startTraces(process.env)
  delete process.env.OTEL_EXPORTER_OTLP_ENDPOINT
  const room = await openWholeRoom()
  try {
    const ana = await room.add('Ana', 'author')
    const traceId = '0af7651916cd43dd8448eb211c80319c'
    await fetch(`${room.address}/api/guides/a-guide?secret=1`, {
      headers: {
        Authorization: `Bearer ${ana.token}`,
        traceparent: `00-${traceId}-b7ad6b7169203331-01`,
      },
    })
    const jobs = traceJobs({
      publish: async () => {
        throw new Error('The printer burns')
      },
    })
    await jobs.publish?.({ id: 'j-1', attempts: 1 }).catch(() => {})
    await traces?.stop()

    const request = spans.find(({ name }) => name === 'GET /api/guides/:slug')
    expect(request).toMatchObject({ traceId, parentSpanId: 'b7ad6b7169203331' })
    const queries = spans.filter(({ parentSpanId }) => parentSpanId === request?.spanId)
    expect(queries.map(({ name }) => name)).toContain('select')
    expect(spans.find(({ name }) => name === 'job publish')?.status.code).toBe(2)
    const all = JSON.stringify(spans)
    for (const secret of ['secret=1', ana.token, ana.accountId, ana.email, 'burns'])
      expect([secret, all.includes(secret)]).toEqual([secret, false])
  } finally {
    await room.close()
    server.close()
  }
})

test('where no collector is named, nothing is', async () => {
  expect(await startTraces({})).toBeNull()
})
