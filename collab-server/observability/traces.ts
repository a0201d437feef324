import { context, propagation, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'
import type { MiddlewareHandler } from 'hono'
import { routePath } from 'hono/route'

// Without a collector, what is called here does nothing and costs next to nothing: the spans are
// those of OpenTelemetry's API without its SDK. No span holds a path, an address or anybody's words.

const tracer = () => trace.getTracer('charrette')

/**
 * Sends traces where `OTEL_EXPORTER_OTLP_ENDPOINT` (or `…_TRACES_ENDPOINT`) names a collector; its other
 * variables (`OTEL_EXPORTER_OTLP_HEADERS`, `OTEL_TRACES_SAMPLER`, `OTEL_SERVICE_NAME`, …) say what
 * OpenTelemetry means by them.
 *
 * @returns null where none is named; nothing of the SDK is loaded then.
 */
export async function startTraces(
  env: NodeJS.ProcessEnv,
): Promise<{ stop(): Promise<void> } | null> {
  if (!env.OTEL_EXPORTER_OTLP_ENDPOINT && !env.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT) return null
  const [sdk, { OTLPTraceExporter }, { AsyncLocalStorageContextManager }, core, resources] =
    await Promise.all([
      import('@opentelemetry/sdk-trace'),
      import('@opentelemetry/exporter-trace-otlp-http'),
      import('@opentelemetry/context-async-hooks'),
      import('@opentelemetry/core'),
      import('@opentelemetry/resources'),
    ])
  const provider = new sdk.TracerProvider({
    resource: resources.resourceFromAttributes({
      'service.name': env.OTEL_SERVICE_NAME ?? 'charrette',
    }),
    // A collector that is away costs what waits in the queue, and nobody's request.
    spanProcessors: [new sdk.BatchSpanProcessor({ exporter: new OTLPTraceExporter() })],
  })
  context.setGlobalContextManager(new AsyncLocalStorageContextManager())
  propagation.setGlobalPropagator(new core.W3CTraceContextPropagator())
  trace.setGlobalTracerProvider(provider)
  return {
    stop: async () => {
      await provider.shutdown()
      trace.disable()
      context.disable()
      propagation.disable()
    },
  }
}

/** A span for each request, named by its route, below the proxy's where it sends one along. */
export const traceRequests: MiddlewareHandler = (c, next) => {
  const headers = Object.fromEntries(c.req.raw.headers)
  return context.with(propagation.extract(context.active(), headers), () =>
    tracer().startActiveSpan(c.req.method, { kind: SpanKind.SERVER }, async (span) => {
      await next()
      const route = routePath(c)
      span.updateName(`${c.req.method} ${route}`)
      span.setAttributes({
        'http.request.method': c.req.method,
        'http.route': route,
        'http.response.status_code': c.res.status,
      })
      if (c.res.status >= 500) span.setStatus({ code: SpanStatusCode.ERROR })
      span.end()
    }),
  )
}

/** The same handlers, with a span for each job that they do. */
export function traceJobs<Job extends { id: string; attempts: number }>(
  handlers: Record<string, (job: Job) => Promise<void>>,
): Record<string, (job: Job) => Promise<void>> {
  return Object.fromEntries(
    Object.entries(handlers).map(([kind, handle]) => [
      kind,
      (job) =>
        tracer().startActiveSpan(`job ${kind}`, { kind: SpanKind.CONSUMER }, async (span) => {
          span.setAttributes({ 'job.id': job.id, 'job.attempt': job.attempts })
          try {
            await handle(job)
          } catch (error) {
            span.setStatus({ code: SpanStatusCode.ERROR })
            throw error
          } finally {
            span.end()
          }
        }),
    ]),
  )
}
