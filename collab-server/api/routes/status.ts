import { createRequire } from 'node:module'
import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import { type Status, statusSchema } from '../contract.ts'
import { type ApiDependencies, consortiumFor } from '../dependencies.ts'
import { answers, slugParam } from './responses.ts'

const version = String(createRequire(import.meta.url)('../../package.json').version)
/** Milliseconds for which a mail that was given up is told of. */
const TOLD_OF = 7 * 24 * 3_600_000

/** How the server does, for editors: numbers and their own guides, nothing of other consortia. */
export function addStatusRoutes(app: OpenAPIHono, deps: ApiDependencies): void {
  const { db } = deps.store
  const runningSince = new Date().toISOString()

  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/consortia/{slug}/status',
      request: { params: slugParam },
      responses: answers(statusSchema, 'Whether it saves, publishes and sends mail'),
    }),
    async (c) => {
      const { slug } = c.req.valid('param')
      const { consortium } = await consortiumFor(deps, c.req.raw.headers, slug, 'see the status')
      const [{ ok }, { connections, quarantined }, publications, mail, freeBytes, slugs] =
        await Promise.all([
          deps.health.check(),
          deps.sync.status(),
          publicationsOf(consortium.id),
          mailQueue(),
          deps.health.freeBytes(),
          slugsOf(consortium.id),
        ])
      const damaged = quarantined.filter((guide) => slugs.has(guide.slug))
      c.header('Cache-Control', 'no-store')
      return c.json(
        {
          version,
          runningSince,
          saves: ok,
          freeBytes,
          prints: deps.prints,
          connections,
          publications,
          mail,
          damaged: damaged.map(({ slug: damagedSlug, at }) => ({ slug: damagedSlug, since: at })),
        },
        200,
      )
    },
  )

  async function slugsOf(consortiumId: string): Promise<Set<string>> {
    const rows = await db
      .selectFrom('guide')
      .select('slug')
      .where('consortium_id', '=', consortiumId)
      .execute()
    return new Set(rows.map(({ slug }) => slug))
  }

  async function publicationsOf(consortiumId: string): Promise<Status['publications']> {
    const rows = await db
      .selectFrom('job')
      .innerJoin('release', 'release.job_id', 'job.id')
      .innerJoin('candidate', 'candidate.id', 'release.candidate_id')
      .innerJoin('guide', 'guide.id', 'release.guide_id')
      .select([
        'guide.slug',
        'release.number',
        'candidate.content',
        'job.state',
        'job.progress',
        'job.message',
      ])
      .where('guide.consortium_id', '=', consortiumId)
      .where('job.state', '!=', 'done')
      .where('release.withdrawn_at', 'is', null)
      .orderBy('job.created_at')
      .limit(50)
      .execute()
    return rows.flatMap(({ slug, number, content, state, progress, message }) =>
      state === 'done'
        ? []
        : [{ guide: { slug, title: titleIn(content) ?? slug }, number, state, progress, message }],
    )
  }

  async function mailQueue(): Promise<Status['mail']> {
    const now = Date.now()
    const mails = db.selectFrom('job').where('kind', '=', 'mail')
    const due = await mails
      .select(({ fn }) => [fn.countAll().as('count'), fn.min('created_at').as('first')])
      .where('state', 'in', ['waiting', 'running'])
      .executeTakeFirstOrThrow()
    const failed = await mails
      .select(({ fn }) => fn.countAll().as('count'))
      .where('state', '=', 'failed')
      .where('finished_at', '>', new Date(now - TOLD_OF).toISOString())
      .executeTakeFirstOrThrow()
    return {
      sends: deps.postOffice.sendMail !== null,
      waiting: Number(due.count),
      waitingSince: due.first ?? null,
      failed: Number(failed.count),
    }
  }
}

function titleIn(content: string): string | null {
  const guide = JSON.parse(content) as { frontMatter?: { title?: string } }
  return guide.frontMatter?.title ?? null
}
