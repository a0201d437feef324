import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { may } from '../../accounts/index.ts'
import { assignChapter, assignmentsOf, UnknownCity } from '../../assignments/index.ts'
import type { GuideRow } from '../../store/tables.ts'
import { assignmentsSchema, boardSchema, newAssignmentSchema } from '../contract.ts'
import { type ApiDependencies, guideFor, signedIn } from '../dependencies.ts'
import { ApiRefusal, notHere } from '../problem.ts'
import { actorOf } from './candidates.ts'
import { answers, body, slugParam } from './responses.ts'

/** Which city leads which chapter, how far it is and when it is due: of a guide, and of all. */
export function addAssignmentRoutes(app: OpenAPIHono, deps: ApiDependencies): void {
  const { db } = deps.store

  async function draftOf(guide: GuideRow) {
    const { guide: draft } = await deps.sync.readGuide(guide.id)
    return {
      title: draft.frontMatter.title,
      chapters: draft.chapters.map(({ id, title }) => ({ id, title })),
    }
  }

  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/guides/{slug}/assignments',
      request: { params: slugParam },
      responses: answers(assignmentsSchema, 'Every chapter, in order, with who leads it'),
    }),
    async (c) => {
      const { slug } = c.req.valid('param')
      const { guide } = await guideFor(deps, c.req.raw.headers, slug, 'read the draft')
      const { chapters } = await draftOf(guide)
      return c.json(await assignmentsOf(db, guide.id, chapters), 200)
    },
  )

  app.openapi(
    createRoute({
      method: 'put',
      path: '/api/guides/{slug}/assignments/{chapter}',
      request: {
        params: slugParam.extend({ chapter: z.string().max(80) }),
        ...body(newAssignmentSchema),
      },
      responses: answers(assignmentsSchema, 'Every chapter, as it is from now on'),
    }),
    async (c) => {
      const { slug, chapter: chapterId } = c.req.valid('param')
      const headers = c.req.raw.headers
      const { guide, person } = await guideFor(deps, headers, slug, 'assign chapters')
      const { title, chapters } = await draftOf(guide)
      const chapter = chapters.find(({ id }) => id === chapterId)
      if (!chapter) throw notHere('chapter')
      try {
        await assignChapter(deps.store, {
          guide,
          guideTitle: title,
          chapter,
          assignment: c.req.valid('json'),
          actor: actorOf(person),
        })
      } catch (error) {
        if (!(error instanceof UnknownCity)) throw error
        throw new ApiRefusal(422, 'no-such-city', 'No such city', error.message)
      }
      deps.jobs.wake()
      return c.json(await assignmentsOf(db, guide.id, chapters), 200)
    },
  )

  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/board',
      responses: answers(boardSchema, 'The chapters of every guide that the caller has a part in'),
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
      const board = await Promise.all(
        guides.map(async (guide) => {
          const role = await deps.accounts.roleIn(person, guide.consortium_id, guide.id)
          if (!may(role, 'read the draft')) return []
          // A guide that is damaged, or without a title for a moment, does not hide the others.
          const draft = await draftOf(guide).catch(() => ({ title: guide.slug, chapters: [] }))
          const chapters = await assignmentsOf(db, guide.id, draft.chapters)
          return [{ slug: guide.slug, title: draft.title, chapters }]
        }),
      )
      return c.json(board.flat(), 200)
    },
  )
}
