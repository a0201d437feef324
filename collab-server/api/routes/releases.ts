import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { streamSSE } from 'hono/streaming'
import { retryJob } from '../../jobs/index.ts'
import { readJob } from '../../publishing/job-feed.ts'
import {
  erratumOf,
  publicationTime,
  record,
  schedulePublication,
  withdrawRelease,
} from '../../review/index.ts'
import type { GuideRow } from '../../store/tables.ts'
import {
  type Actor,
  jobSchema,
  type ReleaseView,
  releaseSchema,
  returnSchema,
  scheduleSchema,
} from '../contract.ts'
import { type ApiDependencies, guideFor } from '../dependencies.ts'
import { ApiRefusal, notHere } from '../problem.ts'
import { actorOf } from './candidates.ts'
import { answers, body, slugParam } from './responses.ts'

const releaseParams = z.object({ slug: z.string(), number: z.string() })

/** Releases, their editions, and how far the publishing is. */
export function addReleaseRoutes(app: OpenAPIHono, deps: ApiDependencies): void {
  const { db } = deps.store

  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/guides/{slug}/releases',
      request: { params: slugParam },
      responses: answers(z.array(releaseSchema), 'Releases, newest first'),
    }),
    async (c) => {
      const { slug } = c.req.valid('param')
      const { guide } = await guideFor(deps, c.req.raw.headers, slug, 'read the draft')
      return c.json(await present(guide), 200)
    },
  )

  async function present(guide: GuideRow): Promise<ReleaseView[]> {
    const rows = await db
      .selectFrom('release')
      .selectAll()
      .where('guide_id', '=', guide.id)
      .orderBy('ordinal', 'desc')
      .execute()
    const views = rows.map(async (row): Promise<ReleaseView> => {
      const files = await db
        .selectFrom('edition_file')
        .selectAll()
        .where('release_id', '=', row.id)
        .execute()
      return {
        number: row.number,
        kind: row.kind,
        erratum: erratumOf(row.erratum),
        publishAt:
          row.publish_at && row.publish_zone
            ? { at: row.publish_at, zone: row.publish_zone }
            : null,
        publishedAt: row.published_at,
        withdrawn:
          row.withdrawn_at && row.withdrawn_by
            ? {
                at: row.withdrawn_at,
                by: JSON.parse(row.withdrawn_by) as Actor,
                reason: row.withdrawal_reason ?? '',
              }
            : null,
        contentHash: row.content_hash,
        releasedAt: row.released_at,
        approvals: JSON.parse(row.approvals) as ReleaseView['approvals'],
        changelog: row.changelog,
        job: await readJob(db, row.job_id),
        editions: files.map(({ format, path, bytes, sha256 }) => ({
          format,
          bytes,
          sha256,
          href: `/guides/${guide.slug}/${row.number}/${path}`,
        })),
      }
    })
    return Promise.all(views)
  }

  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/guides/{slug}/releases/{number}/schedule',
      request: { params: releaseParams, ...body(scheduleSchema) },
      responses: answers(z.array(releaseSchema), 'Releases, newest first, with the new time'),
    }),
    async (c) => {
      const { slug, number } = c.req.valid('param')
      const { publishAt } = c.req.valid('json')
      const headers = c.req.raw.headers
      const { guide, person } = await guideFor(deps, headers, slug, 'schedule a publication')
      await schedulePublication(deps.store, {
        guideId: guide.id,
        number,
        publication: publishAt ? publicationTime(publishAt) : null,
        actor: actorOf(person),
      })
      return c.json(await present(guide), 200)
    },
  )

  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/guides/{slug}/releases/{number}/withdraw',
      request: { params: releaseParams, ...body(returnSchema) },
      responses: answers(z.array(releaseSchema), 'Releases, newest first'),
    }),
    async (c) => {
      const { slug, number } = c.req.valid('param')
      const headers = c.req.raw.headers
      const { guide, person } = await guideFor(deps, headers, slug, 'withdraw a release')
      await withdrawRelease(deps.store, {
        guideId: guide.id,
        number,
        reason: c.req.valid('json').reason,
        actor: actorOf(person),
      })
      return c.json(await present(guide), 200)
    },
  )

  app.get('/api/guides/:slug/releases/:number/progress', async (c) => {
    const { guide } = await guideFor(deps, c.req.raw.headers, c.req.param('slug'), 'read the draft')
    const release = await db
      .selectFrom('release')
      .select('job_id')
      .where('guide_id', '=', guide.id)
      .where('number', '=', c.req.param('number'))
      .executeTakeFirst()
    if (!release) throw notHere('release')
    return streamSSE(c, async (stream) => {
      const gone = new AbortController()
      stream.onAbort(() => gone.abort())
      for await (const job of deps.jobFeed.follow(release.job_id, gone.signal))
        await stream.writeSSE({ event: 'job', data: JSON.stringify(job) })
    })
  })

  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/jobs/{id}/retry',
      request: { params: z.object({ id: z.string() }) },
      responses: answers(jobSchema, 'The job, waiting again'),
    }),
    async (c) => {
      const { id } = c.req.valid('param')
      const owner = await db
        .selectFrom('release')
        .innerJoin('guide', 'guide.id', 'release.guide_id')
        .select(['guide.slug', 'release.number'])
        .where('release.job_id', '=', id)
        .executeTakeFirst()
      if (!owner) throw notHere('job')
      const headers = c.req.raw.headers
      const { guide, person } = await guideFor(deps, headers, owner.slug, 'retry a publication')
      const actor = actorOf(person)
      const retried = await db.transaction().execute(async (trx) => {
        if (!(await retryJob(trx, id))) return false
        await record(trx, {
          guideId: guide.id,
          at: new Date().toISOString(),
          actor,
          action: 'retry-publication',
          summary: `${actor.name} had release ${owner.number} published again after a failure.`,
          details: { release: owner.number, job: id },
        })
        return true
      })
      if (!retried)
        throw new ApiRefusal(
          409,
          'job-not-failed',
          'Nothing to retry',
          'This job has not failed: it waits, runs or is done.',
        )
      deps.jobs.wake()
      const job = await readJob(db, id)
      if (!job) throw notHere('job')
      return c.json(job, 200)
    },
  )
}
