import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { lookUpDoi, readSourceFile } from '../../sources/index.ts'
import { readSourcesSchema } from '../contract.ts'
import { type ApiDependencies, guideFor } from '../dependencies.ts'
import { answers, body, slugParam } from './responses.ts'

/** Sources from files of reference managers, and by their DOI. The bibliography itself is in the draft. */
export function addSourceRoutes(app: OpenAPIHono, deps: ApiDependencies): void {
  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/guides/{slug}/sources/read',
      request: { params: slugParam, ...body(z.object({ text: z.string().max(900_000) })) },
      responses: answers(readSourcesSchema, 'The sources of a BibTeX or RIS file'),
    }),
    async (c) => {
      await guideFor(deps, c.req.raw.headers, c.req.valid('param').slug, 'write the draft')
      return c.json(await readSourceFile(c.req.valid('json').text), 200)
    },
  )

  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/guides/{slug}/sources/doi',
      request: { params: slugParam, ...body(z.object({ doi: z.string().max(300) })) },
      responses: answers(readSourcesSchema, 'What a DOI names'),
    }),
    async (c) => {
      await guideFor(deps, c.req.raw.headers, c.req.valid('param').slug, 'write the draft')
      const item = await lookUpDoi(c.req.valid('json').doi, deps.doiResolver)
      return c.json({ items: [item], problems: [] }, 200)
    },
  )
}
