import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { JobEnd } from '../jobs/index.ts'
import type { Store } from '../store/open-store.ts'
import type { Sync, SyncMeter } from '../sync/index.ts'

/** What this process counts and times, for Prometheus. Every name begins with `charrette_`. */
export interface Metrics {
  /** What sync counts. */
  sync: SyncMeter
  /** @param seconds from the request to the end of its answer's head. */
  answered(method: string, route: string, status: number, seconds: number): void
  jobEnded(job: JobEnd): void
  /** Something failed on our side. */
  failed(where: 'api' | 'site' | 'job' | 'store' | 'guide'): void
  /** From now on, what these know is shown as well. */
  watch(what: { store: Store; sync: Pick<Sync, 'status'> }): void
  /** Everything, in Prometheus' text format. */
  text(): Promise<string>
  contentType: string
}

const fast = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
const slow = [0.1, 0.5, 1, 2.5, 5, 10, 20, 40, 80, 160, 320, 640]

/** @param ofProcess whether memory, file descriptors and delays of the event loop are shown too. */
export function createMetrics({ ofProcess = false } = {}): Metrics {
  const registry = new Registry()
  const registers = [registry]
  if (ofProcess) collectDefaultMetrics({ register: registry, prefix: 'charrette_' })
  const acknowledged = new Histogram({
    name: 'charrette_ack_seconds',
    help: 'From the request for a receipt to the receipt: how long an author waits for “Saved”.',
    buckets: fast,
    registers,
  })
  const stored = new Histogram({
    name: 'charrette_store_seconds',
    help: 'How long an append to an update log takes until it is on disk, where somebody waits for it.',
    buckets: fast,
    registers,
  })
  const closes = new Counter({
    name: 'charrette_connections_closed_total',
    help: 'Connections of sync that ended, by close code (see sync/protocol.ts).',
    labelNames: ['code'],
    registers,
  })
  const requests = new Histogram({
    name: 'charrette_http_request_seconds',
    help: 'HTTP requests, by the route that answered.',
    labelNames: ['method', 'route', 'status'],
    buckets: fast,
    registers,
  })
  const jobs = new Histogram({
    name: 'charrette_job_seconds',
    help: 'How long jobs took, by kind and how they ended; kind “publish” makes all editions.',
    labelNames: ['kind', 'outcome'],
    buckets: slow,
    registers,
  })
  const errors = new Counter({
    name: 'charrette_errors_total',
    help: 'What failed on the server’s side.',
    labelNames: ['where'],
    registers,
  })
  return {
    sync: {
      acknowledged: (milliseconds) => acknowledged.observe(milliseconds / 1000),
      stored: (milliseconds) => stored.observe(milliseconds / 1000),
      notStored: () => errors.inc({ where: 'store' }),
      putAway: () => errors.inc({ where: 'guide' }),
      closed: (code) => closes.inc({ code }),
    },
    answered: (method, route, status, seconds) =>
      requests.observe({ method, route, status }, seconds),
    jobEnded: ({ kind, outcome, milliseconds }) => {
      jobs.observe({ kind, outcome }, milliseconds / 1000)
      if (outcome === 'failed') errors.inc({ where: 'job' })
    },
    failed: (where) => errors.inc({ where }),
    watch: ({ store, sync }) => {
      watchSync(sync, registers)
      watchQueue(store, registers)
    },
    text: () => registry.metrics(),
    contentType: registry.contentType,
  }
}

function watchSync(sync: Pick<Sync, 'status'>, registers: Registry[]): void {
  const openGuides = new Gauge({
    name: 'charrette_open_guides',
    help: 'Guides in memory.',
    registers,
  })
  const quarantined = new Gauge({
    name: 'charrette_quarantined_guides',
    help: 'Guides that are damaged on disk.',
    registers,
  })
  new Gauge({
    name: 'charrette_connections',
    help: 'Open connections of sync.',
    registers,
    // One reading for the three.
    async collect() {
      const status = await sync.status().catch(() => null)
      if (!status) return
      this.set(status.connections)
      openGuides.set(status.openGuides)
      quarantined.set(status.quarantined.length)
    },
  })
}

function watchQueue({ db }: Store, registers: Registry[]): void {
  const oldest = new Gauge({
    name: 'charrette_oldest_due_job_seconds',
    help: 'For how long the job that has waited longest could have run.',
    labelNames: ['kind'],
    registers,
  })
  new Gauge({
    name: 'charrette_jobs',
    help: 'Jobs that wait, run or have failed, in the whole database.',
    labelNames: ['kind', 'state'],
    registers,
    async collect() {
      const rows = await db
        .selectFrom('job')
        .select(({ fn }) => [
          'kind',
          'state',
          fn.countAll().as('count'),
          fn.min('run_at').as('first'),
        ])
        .where('state', '!=', 'done')
        .groupBy(['kind', 'state'])
        .execute()
        .catch(() => null)
      // A database that does not answer is no empty queue: what was last seen stays.
      if (!rows) return
      this.reset()
      oldest.reset()
      for (const { kind, state, count, first } of rows) {
        this.set({ kind, state }, Number(count))
        if (state === 'waiting')
          oldest.set({ kind }, Math.max(0, (Date.now() - Date.parse(String(first))) / 1000))
      }
    },
  })
}
