import { SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'

/**
 * A span for a query that has ended, below whatever asked for it: its SQL has places for values and
 * no values.
 *
 * @param milliseconds that it took.
 */
export function traceQuery(sql: string, milliseconds: number, failed: boolean): void {
  if (!trace.getActiveSpan()?.isRecording()) return
  const end = Date.now()
  const span = trace.getTracer('charrette').startSpan(sql.slice(0, sql.indexOf(' ')), {
    kind: SpanKind.CLIENT,
    startTime: end - milliseconds,
    attributes: { 'db.query.text': sql },
  })
  if (failed) span.setStatus({ code: SpanStatusCode.ERROR })
  span.end(end)
}
