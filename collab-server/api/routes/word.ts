import { MOST_WORD_BYTES } from '@charrette/guides/word'
import { PublishFailed } from '@charrette/publisher/publish-in-worker'
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import {
  exportMarkdown,
  exportWord,
  importAsGuide,
  importIntoGuide,
  returnChapter,
  sendChapter,
  type WordFile,
} from '../../word/index.ts'
import { beginGuide } from '../begin-guide.ts'
import { importedSchema, importReportSchema } from '../contract.ts'
import { type ApiDependencies, consortiumFor, guideFor } from '../dependencies.ts'
import { limitBody } from '../limit-body.ts'
import { ApiRefusal, notHere } from '../problem.ts'
import { writerOf } from './candidates.ts'
import { answers, refusals, slugParam } from './responses.ts'

const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** An answer that is a file, with the refusals that every route may give. */
const download = (type: string, description: string) => ({
  200: { content: { [type]: { schema: z.string().openapi({ format: 'binary' }) } }, description },
  ...refusals,
})

/** @param name letters, digits and hyphens only, as slugs and ids are. */
const attachment = (type: string, name: string) => ({
  'Content-Type': type,
  'Content-Disposition': `attachment; filename="${name}"`,
})

/** What is sent is the file itself; its name goes along in the query. */
const wordBody = {
  body: {
    content: {
      [WORD]: {
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
      const importer = writerOf(person)
      const id = await importIntoGuide(deps, { guideId: guide.id, file, importer })
      return c.json({ slug: guide.slug, reportId: id }, 200)
    },
  )

  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/guides/{slug}/chapters/{chapter}/returns',
      middleware: limit,
      request: {
        params: slugParam.extend({ chapter: z.string().max(80) }),
        query: fileQuery,
        ...wordBody,
      },
      responses: answers(
        importedSchema,
        'What was changed in the file since it was sent out is suggested; the report says how',
      ),
    }),
    async (c) => {
      const { slug, chapter } = c.req.valid('param')
      const { guide, person } = await guideFor(deps, c.req.raw.headers, slug, 'suggest changes')
      const file = await fileOf(c, c.req.valid('query').name)
      const reportId = await returnChapter(deps, {
        guideId: guide.id,
        chapterId: chapter,
        file,
        importer: writerOf(person),
      })
      return c.json({ slug: guide.slug, reportId }, 200)
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
        importer: writerOf(person),
        begin: (beginning) => beginGuide(deps.store, beginning),
      })
      return c.json({ slug: guide.slug, reportId }, 200)
    },
  )

  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/guides/{slug}/export/markdown',
      request: { params: slugParam },
      responses: download('application/zip', 'The draft as a folder of Markdown'),
    }),
    async (c) => {
      const { slug } = c.req.valid('param')
      const { guide } = await guideFor(deps, c.req.raw.headers, slug, 'read the draft')
      const draft = await deps.sync.readGuide(guide.id)
      const zip = await exportMarkdown(draft.guide, deps.files)
      return c.body(new Uint8Array(zip), 200, attachment('application/zip', `${slug}.zip`))
    },
  )

  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/guides/{slug}/export/word',
      request: { params: slugParam, query: z.object({ chapter: z.string().optional() }) },
      responses: download(WORD, 'The draft, or one chapter of it, as a Word document'),
    }),
    async (c) => {
      const { slug } = c.req.valid('param')
      const { chapter } = c.req.valid('query')
      const { guide: row, person } = await guideFor(deps, c.req.raw.headers, slug, 'read the draft')
      const { guide, seq } = await deps.sync.readGuide(row.id)
      const chapters = guide.chapters.filter(({ id }) => chapter === undefined || id === chapter)
      if (chapters.length === 0) throw notHere('chapter')
      const { name: consortium } = await db
        .selectFrom('consortium')
        .select('name')
        .where('id', '=', row.consortium_id)
        .executeTakeFirstOrThrow()
      const made = await exportWord({ ...guide, chapters }, deps.files, consortium).catch(
        (error: unknown) => {
          if (!(error instanceof PublishFailed)) throw error
          throw new ApiRefusal(422, error.code, 'No Word document can be made', error.message)
        },
      )
      // One chapter can come back: what was sent is kept to compare it with.
      const bytes =
        chapter === undefined
          ? made
          : await sendChapter(deps, {
              guideId: row.id,
              chapterId: chapter,
              seq,
              bytes: made,
              accountId: person.accountId,
            })
      const name = chapter === undefined ? slug : `${slug}-${chapter}`
      return c.body(new Uint8Array(bytes), 200, attachment(WORD, `${name}.docx`))
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
