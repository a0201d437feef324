import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { correctCredit, presentCredits, takeBackCorrection } from '../../credits/index.ts'
import type { GuideRow } from '../../store/tables.ts'
import { creditsViewSchema, newCreditCorrectionSchema, takenBackSchema } from '../contract.ts'
import { type ApiDependencies, guideFor } from '../dependencies.ts'
import { notHere } from '../problem.ts'
import { actorOf } from './candidates.ts'
import { answers, body, slugParam } from './responses.ts'

/** Who is credited for a guide and its chapters, and what editors put right in it. */
export function addCreditRoutes(app: OpenAPIHono, deps: ApiDependencies): void {
  const { store } = deps

  const present = async ({ id }: GuideRow) =>
    presentCredits(store, id, (await deps.sync.readGuide(id)).guide)

  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/guides/{slug}/credits',
      request: { params: slugParam },
      responses: answers(creditsViewSchema, 'The credits as the next candidate will have them'),
    }),
    async (c) => {
      const { slug } = c.req.valid('param')
      const { guide } = await guideFor(deps, c.req.raw.headers, slug, 'read the draft')
      return c.json(await present(guide), 200)
    },
  )

  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/guides/{slug}/credits/corrections',
      request: { params: slugParam, ...body(newCreditCorrectionSchema) },
      responses: answers(creditsViewSchema, 'The credits with the correction'),
    }),
    async (c) => {
      const { slug } = c.req.valid('param')
      const correction = c.req.valid('json')
      const { guide, person } = await guideFor(deps, c.req.raw.headers, slug, 'correct credits')
      const { chapters } = (await deps.sync.readGuide(guide.id)).guide
      const chapter = chapters.find(({ id }) => id === correction.chapterId)
      if (correction.chapterId !== null && !chapter) throw notHere('chapter')
      await correctCredit(store, {
        guideId: guide.id,
        correction,
        chapterTitle: chapter ? chapter.title || 'Untitled' : null,
        actor: actorOf(person),
      })
      return c.json(await present(guide), 200)
    },
  )

  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/guides/{slug}/credits/corrections/{id}/take-back',
      request: { params: slugParam.extend({ id: z.string().max(60) }), ...body(takenBackSchema) },
      responses: answers(creditsViewSchema, 'The credits without the correction'),
    }),
    async (c) => {
      const { slug, id } = c.req.valid('param')
      const { reason } = c.req.valid('json')
      const { guide, person } = await guideFor(deps, c.req.raw.headers, slug, 'correct credits')
      await takeBackCorrection(store, { guideId: guide.id, id, reason, actor: actorOf(person) })
      return c.json(await present(guide), 200)
    },
  )
}
