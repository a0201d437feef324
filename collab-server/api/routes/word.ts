import { MOST_WORD_BYTES } from '@charrette/guides/word'
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { Person } from '../../accounts/index.ts'
import { type Importer, importAsGuide, importIntoGuide, type WordFile } from '../../word/index.ts'
import { importedSchema, importReportSchema } from '../contract.ts'
import { type ApiDependencies, consortiumFor, guideFor } from '../dependencies.ts'
import { freeSlug } from '../free-slug.ts'
import { limitBody } from '../limit-body.ts'
import { notHere } from '../problem.ts'
import { answers, slugParam } from './responses.ts'

/** What is sent is the file itself; its name goes along in the query. */
const wordBody = {
  body: {
    content: {
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document': {
        schema: z.string().openapi({ format: 'binary' }),
      },
    },
    required: true,
  },
}
const fileQuery = z.object({ name: z.string().trim().min(1).max(200) })

/** Word files in, and what was said of them. */
export function addWordRoutes(app: OpenAPIHono, deps: ApiDependencies): void {
  const { db } = deps.store
  const limit = limitBody(MOST_WORD_BYTES, 'A Word file')

  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/guides/{slug}/imports',
      middleware: limit,
      request: { params: slugParam, query: fileQuery, ...wordBody },
      responses: answers(
        importedSchema,
        'The chapters are at the guide’s end; the report says how',
      ),
    }),
    async (c) => {
      const { slug } = c.req.valid('param')
      const { guide, person } = await guideFor(deps, c.req.raw.headers, slug, 'write the draft')
      const file = await fileOf(c, c.req.valid('query').name)
      const importer = importerOf(person)
      const id = await importIntoGuide(deps, { guideId: guide.id, file, importer })
      return c.json({ slug: guide.slug, reportId: id }, 200)
    },
  )

  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/consortia/{slug}/imports',
      middleware: limit,
      request: { params: slugParam, query: fileQuery, ...wordBody },
      responses: answers(importedSchema, 'A new guide; the report says what was not carried over'),
    }),
    async (c) => {
      const { slug } = c.req.valid('param')
      const headers = c.req.raw.headers
      const { consortium, person } = await consortiumFor(deps, headers, slug, 'create a guide')
      const file = await fileOf(c, c.req.valid('query').name)
      const { guide, reportId } = await importAsGuide(deps, {
        consortiumId: consortium.id,
        file,
        importer: importerOf(person),
        freeSlug: (wanted) => freeSlug(db, wanted),
      })
      return c.json({ slug: guide.slug, reportId }, 200)
    },
  )

  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/guides/{slug}/imports/{id}',
      request: { params: slugParam.extend({ id: z.string() }) },
      responses: answers(importReportSchema, 'What was brought in, and what was not carried over'),
    }),
    async (c) => {
      const { slug, id } = c.req.valid('param')
      const { guide } = await guideFor(deps, c.req.raw.headers, slug, 'read the draft')
      const row = await db
        .selectFrom('word_import')
        .selectAll()
        .where('guide_id', '=', guide.id)
        .where('id', '=', id)
        .executeTakeFirst()
      if (!row) throw notHere('report of a Word file')
      return c.json(
        importReportSchema.parse({
          ...JSON.parse(row.report),
          id: row.id,
          at: row.at,
          fileName: row.file_name,
        }),
        200,
      )
    },
  )
}

async function fileOf(c: Context, fileName: string): Promise<WordFile> {
  return { bytes: new Uint8Array(await c.req.arrayBuffer()), fileName }
}

const importerOf = ({ accountId, name, city }: Person): Importer => ({
  accountId,
  name,
  city: city?.name ?? '',
  cityId: city?.id ?? '',
})
