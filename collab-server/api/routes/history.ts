import { compareGuides } from '@charrette/guides'
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import {
  nameVersion,
  presentHistory,
  readAttribution,
  readVersion,
  restoreVersion,
} from '../../history/index.ts'
import {
  attributionSchema,
  comparisonSchema,
  guideHistorySchema,
  newVersionSchema,
  restorationSchema,
  restoredSchema,
  versionRefSchema,
} from '../contract.ts'
import { type ApiDependencies, guideFor } from '../dependencies.ts'
import { actorOf } from './candidates.ts'
import { answers, body, slugParam } from './responses.ts'

/** Who wrote when, and the way back to an earlier text. */
export function addHistoryRoutes(app: OpenAPIHono, deps: ApiDependencies): void {
  const { store } = deps

  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/guides/{slug}/history',
      request: {
        params: slugParam,
        query: z.object({ before: z.coerce.number().int().positive().optional() }),
      },
      responses: answers(guideHistorySchema, 'Who wrote when, newest first, and the versions'),
    }),
    async (c) => {
      const { slug } = c.req.valid('param')
      const { before } = c.req.valid('query')
      const { guide } = await guideFor(deps, c.req.raw.headers, slug, 'read the draft')
      return c.json(await presentHistory(store, guide.id, before ?? null), 200)
    },
  )

  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/guides/{slug}/attribution',
      request: { params: slugParam },
      responses: answers(attributionSchema, 'Which city wrote how much of the text that stands'),
    }),
    async (c) => {
      const { slug } = c.req.valid('param')
      const { guide } = await guideFor(deps, c.req.raw.headers, slug, 'read the draft')
      const { characters, cities, chapters } = await readAttribution(store, guide.id)
      return c.json(
        { characters, cities, chapters: chapters.map(({ alsoOf: _, ...chapter }) => chapter) },
        200,
      )
    },
  )

  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/guides/{slug}/history/comparison',
      request: {
        params: slugParam,
        query: z.object({ from: versionRefSchema, to: versionRefSchema }),
      },
      responses: answers(comparisonSchema, 'What changed from one version to another'),
    }),
    async (c) => {
      const { slug } = c.req.valid('param')
      const { from, to } = c.req.valid('query')
      const { guide } = await guideFor(deps, c.req.raw.headers, slug, 'read the draft')
      const earlier = await readVersion(deps, guide.id, from)
      const later = await readVersion(deps, guide.id, to)
      const nothing = { chapters: [], bibliography: [], pictures: {} }
      const text = later.guide ?? (earlier.guide ? { ...earlier.guide, ...nothing } : null)
      return c.json({ changes: text ? compareGuides(earlier.guide, text) : [] }, 200)
    },
  )

  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/guides/{slug}/history/versions',
      request: { params: slugParam, ...body(newVersionSchema) },
      responses: answers(guideHistorySchema, 'The history with the named version'),
    }),
    async (c) => {
      const { slug } = c.req.valid('param')
      const { name, version } = c.req.valid('json')
      const { guide, person } = await guideFor(deps, c.req.raw.headers, slug, 'name a version')
      await nameVersion(deps, { guideId: guide.id, name, ref: version, actor: actorOf(person) })
      return c.json(await presentHistory(store, guide.id, null), 200)
    },
  )

  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/guides/{slug}/history/restore',
      request: { params: slugParam, ...body(restorationSchema) },
      responses: answers(restoredSchema, 'It is back; the version that stood before takes it back'),
    }),
    async (c) => {
      const { slug } = c.req.valid('param')
      const { version, chapterId } = c.req.valid('json')
      const { guide, person } = await guideFor(deps, c.req.raw.headers, slug, 'restore a version')
      const restored = await restoreVersion(deps, {
        guideId: guide.id,
        ref: version,
        chapterId,
        actor: actorOf(person),
        cityId: person.city?.id ?? '',
      })
      return c.json(restored, 200)
    },
  )
}
