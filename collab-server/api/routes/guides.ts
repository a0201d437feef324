import {
  addChapter,
  type Chapter,
  checkGuide,
  frontMatterSchema,
  newChapterId,
  slugFrom,
  writeChapterDraft,
  writeGuideToDoc,
} from '@charrette/guides'
import { beginnings } from '@charrette/templates/beginnings'
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { may } from '../../accounts/index.ts'
import { newsletterBeginning } from '../../newsletter/index.ts'
import { announcedReleases } from '../../publishing/announced-releases.ts'
import { releaseFactsReader } from '../../publishing/release-facts.ts'
import { auditCsv, auditTrail, rulesOf, setRules } from '../../review/index.ts'
import { beginGuide } from '../begin-guide.ts'
import {
  approvalRulesSchema,
  auditEntrySchema,
  findingSchema,
  guideSummarySchema,
  meSchema,
  newGuideSchema,
  type Role,
} from '../contract.ts'
import { type ApiDependencies, consortiumFor, guideFor, signedIn } from '../dependencies.ts'
import { presentFinding } from '../present-candidate.ts'
import { presentGuide } from '../present-guide.ts'
import { noRight } from '../problem.ts'
import { actorOf, writerOf } from './candidates.ts'
import { answers, body, slugParam } from './responses.ts'

/** Who I am, and the guides that I have a part in. */
export function addGuideRoutes(app: OpenAPIHono, deps: ApiDependencies): void {
  const { db } = deps.store

  app.openapi(
    createRoute({ method: 'get', path: '/api/me', responses: answers(meSchema, 'Who is asking') }),
    async (c) => {
      const person = await signedIn(deps, c.req.raw.headers)
      const memberships = await db
        .selectFrom('consortium_member')
        .innerJoin('consortium', 'consortium.id', 'consortium_member.consortium_id')
        .select(['consortium.id', 'consortium.slug', 'consortium.name', 'consortium_member.role'])
        .where('consortium_member.account_id', '=', person.accountId)
        .execute()
      const { accountId: id, name, email, city } = person
      return c.json(
        {
          account: { id, name, email, city },
          memberships: memberships.map(({ role, ...consortium }) => ({
            consortium,
            role: role as Role,
          })),
        },
        200,
      )
    },
  )

  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/guides',
      responses: answers(z.array(guideSummarySchema), 'The guides that the caller has a part in'),
    }),
    async (c) => {
      const person = await signedIn(deps, c.req.raw.headers)
      const guides = await db
        .selectFrom('guide')
        .innerJoin('consortium_member', 'consortium_member.consortium_id', 'guide.consortium_id')
        .selectAll('guide')
        .where('consortium_member.account_id', '=', person.accountId)
        .orderBy('guide.created_at')
        .execute()
      const summaries = await Promise.all(
        guides.map(async (guide) => {
          const role = await deps.accounts.roleIn(person, guide.consortium_id, guide.id)
          return role ? [await presentGuide(deps, guide, role)] : []
        }),
      )
      return c.json(summaries.flat(), 200)
    },
  )

  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/guides',
      request: body(newGuideSchema),
      responses: answers(
        guideSummarySchema,
        'The new guide, with one empty chapter or those of its template',
      ),
    }),
    async (c) => {
      const person = await signedIn(deps, c.req.raw.headers)
      const { title, consortium: consortiumSlug, template, ...asked } = c.req.valid('json')
      const beginning = beginnings.find(({ id }) => id === template)
      const kind = beginning?.kind ?? asked.kind
      const consortium = await db
        .selectFrom('consortium')
        .select('id')
        .where('slug', '=', consortiumSlug)
        .executeTakeFirst()
      const role = consortium ? await deps.accounts.roleIn(person, consortium.id) : null
      if (!consortium || !role || !may(role, 'create a guide')) throw noRight('create a guide')
      const newsletter = kind === 'newsletter' ? [await newsletterChapter(title)] : []
      const guide = await beginGuide(deps.store, {
        by: writerOf(person),
        consortiumId: consortium.id,
        title,
        wantedSlug: slugFrom(title),
        fill: (doc, slug) => {
          const frontMatter = frontMatterSchema.parse({
            title,
            slug,
            ...(kind === 'guide' ? {} : { kind }),
          })
          writeGuideToDoc(
            { frontMatter, chapters: newsletter, bibliography: [], pictures: {} },
            doc,
          )
          for (const chapter of beginning?.chapters ?? []) {
            const id = addChapter(doc, { title: chapter.title })
            writeChapterDraft(doc, id, { type: 'doc', content: chapter.blocks })
          }
          if (!beginning && newsletter.length === 0)
            addChapter(doc, { title: kind === 'guide' ? 'First chapter' : title })
        },
      })
      const inGuide = await deps.accounts.roleIn(person, consortium.id, guide.id)
      return c.json(await presentGuide(deps, guide, inGuide ?? role), 200)
    },
  )

  /** A newsletter begins with what readers have got since the last one. */
  async function newsletterChapter(title: string): Promise<Chapter> {
    const releases = await announcedReleases(deps.store, releaseFactsReader(deps.store))
    const since = releases.find(({ kind }) => kind === 'newsletter')?.publishedAt ?? null
    const content = newsletterBeginning(releases, { since, baseUrl: deps.baseUrl })
    return { id: newChapterId(), title, lang: null, content }
  }

  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/guides/{slug}',
      request: { params: slugParam },
      responses: answers(guideSummarySchema, 'The guide'),
    }),
    async (c) => {
      const { slug } = c.req.valid('param')
      const { guide, role } = await guideFor(deps, c.req.raw.headers, slug, 'read the draft')
      return c.json(await presentGuide(deps, guide, role), 200)
    },
  )

  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/guides/{slug}/checks',
      request: { params: slugParam },
      responses: answers(z.array(findingSchema), 'What the release checks find in the draft'),
    }),
    async (c) => {
      const { slug } = c.req.valid('param')
      const { guide } = await guideFor(deps, c.req.raw.headers, slug, 'read the draft')
      const draft = await deps.sync.readGuide(guide.id)
      return c.json(checkGuide(draft.guide).map(presentFinding), 200)
    },
  )

  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/guides/{slug}/rules',
      request: { params: slugParam },
      responses: answers(approvalRulesSchema, 'What the guide’s candidates need'),
    }),
    async (c) => {
      const { slug } = c.req.valid('param')
      const { guide } = await guideFor(deps, c.req.raw.headers, slug, 'read the draft')
      return c.json(await rulesOf(db, guide.id), 200)
    },
  )

  app.openapi(
    createRoute({
      method: 'put',
      path: '/api/guides/{slug}/rules',
      request: { params: slugParam, ...body(approvalRulesSchema) },
      responses: answers(approvalRulesSchema, 'The new rules'),
    }),
    async (c) => {
      const { slug } = c.req.valid('param')
      const headers = c.req.raw.headers
      const { guide, person } = await guideFor(deps, headers, slug, 'set the approval rules')
      const rules = c.req.valid('json')
      await setRules(deps.store, { guideId: guide.id, rules, actor: actorOf(person) })
      return c.json(rules, 200)
    },
  )

  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/guides/{slug}/audit',
      request: { params: slugParam },
      responses: answers(z.array(auditEntrySchema), 'Who did what and when, oldest first'),
    }),
    async (c) => {
      const { slug } = c.req.valid('param')
      const { guide } = await guideFor(deps, c.req.raw.headers, slug, 'read the audit log')
      return c.json(await auditTrail(db, { guideId: guide.id }), 200)
    },
  )

  app.get('/api/guides/:slug/audit.csv', async (c) => {
    const slug = c.req.param('slug')
    const { guide } = await guideFor(deps, c.req.raw.headers, slug, 'read the audit log')
    return c.body(auditCsv(await auditTrail(db, { guideId: guide.id })), 200, {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="audit-${slug}.csv"`,
    })
  })

  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/consortia/{slug}/audit',
      request: { params: slugParam },
      responses: answers(z.array(auditEntrySchema), 'What concerned people and no guide'),
    }),
    async (c) => {
      const { slug } = c.req.valid('param')
      const headers = c.req.raw.headers
      const { consortium } = await consortiumFor(deps, headers, slug, 'read the audit log')
      return c.json(await auditTrail(db, { consortiumId: consortium.id }), 200)
    },
  )
}
