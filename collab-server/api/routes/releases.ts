import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { streamSSE } from 'hono/streaming'
import { retryJob } from '../../jobs/index.ts'
import { readJob } from '../../publishing/job-feed.ts'
import { jobSchema, type ReleaseView, releaseSchema } from '../contract.ts'
import { type ApiDependencies, guideFor } from '../dependencies.ts'
import { ApiRefusal, notHere } from '../problem.ts'
import { answers, slugParam } from './responses.ts'

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
          contentHash: row.content_hash,
          releasedAt: row.released_at,
          approvals: JSON.parse(row.approvals) as ReleaseView['approvals'],
          changelog: row.changelog,
          job: await readJob(db, row.job_id),
          editions: files.map(({ format, path, bytes, sha256 }) => ({
            format,
            bytes,
            sha256,
            href: `/guides/${slug}/${row.number}/${path}`,
          })),
        }
      })
      return c.json(await Promise.all(views), 200)
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
        .select('guide.slug')
        .where('release.job_id', '=', id)
        .executeTakeFirst()
      if (!owner) throw notHere('job')
      await guideFor(deps, c.req.raw.headers, owner.slug, 'retry a publication')
      if (!(await retryJob(db, id)))
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
