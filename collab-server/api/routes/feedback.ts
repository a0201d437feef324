import {
  type CommentField,
  type ExampleField,
  exampleFormPage,
  type FormState,
  feedbackPage,
  feedbackThanksPage,
  messagesFor,
  type ReadPage,
  siteLanguageOf,
} from '@charrette/templates/site'
import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { z } from 'zod'
import {
  commentSchema,
  countUsefulness,
  exampleSchema,
  feedbackOf,
  keepFeedback,
  type ReadChapter,
  TooMuchFeedback,
  usefulnessOf,
} from '../../feedback/index.ts'
import { printableEdition } from '../../publishing/printable-edition.ts'
import { readsOf } from '../../statistics/index.ts'
import { readersSchema } from '../contract.ts'
import { type ApiDependencies, guideFor } from '../dependencies.ts'
import { drawnNow, isPatient } from '../drawn-form.ts'
import { fromOurPages } from '../from-our-pages.ts'
import { limitBody } from '../limit-body.ts'
import { limitForm } from '../limit-requests.ts'
import { answers, slugParam } from './responses.ts'

/** What the moment in the forms is signed for. */
const FORM = 'feedback-form'
const MOST_BYTES = 64 * 1024
const PAGE = '/feedback/:slug/:number/:chapter'

const fieldsSchema = z.record(z.string(), z.string())

type Fields = Record<string, string>

/** What readers say of a chapter: the public forms, and what came of them for those who write. */
export function addFeedbackRoutes(app: OpenAPIHono, deps: ApiDependencies): void {
  const { store, secret } = deps
  const guards = [
    limitForm(deps.limits, deps.behindProxy),
    fromOurPages(deps.baseUrl),
    limitBody(MOST_BYTES, 'What you write'),
  ] as const

  /** The chapter that an address names; null where no reader can have read it. */
  async function readChapter(c: Context): Promise<(ReadPage & ReadChapter) | null> {
    const { slug = '', number = '', chapter: chapterId } = c.req.param()
    const edition = await printableEdition(store, slug, number)
    const chapter = edition?.chapters.find(({ id }) => id === chapterId)
    if (!edition || !chapter) return null
    const { guideId, title: guideTitle, lang } = edition
    return {
      guideId,
      slug,
      number,
      chapterId: chapter.id,
      chapterTitle: chapter.title,
      guideTitle,
      lang,
    }
  }

  const blank = () => ({ values: {}, problems: {}, problem: '', drawn: drawnNow(secret, FORM) })

  /** Takes one of the two forms: keeps what is right, and says beside each field what is not. */
  async function take<Field extends string, Content>(
    c: Context,
    {
      draw,
      schema,
      keep,
    }: {
      draw: (read: ReadPage, form: FormState<Field>) => ReturnType<typeof feedbackPage>
      schema: (words: Parameters<typeof commentSchema>[0]) => z.ZodType<Content>
      keep: (read: ReadChapter, content: Content) => Promise<void>
    },
  ) {
    c.header('Cache-Control', 'no-store')
    const read = await readChapter(c)
    if (!read) return c.notFound()
    const { ask, feedback } = messagesFor(siteLanguageOf(read.lang))
    const form = fieldsSchema.safeParse(await c.req.parseBody())
    const { website, drawn, ...values }: Fields = form.success ? form.data : {}
    // A program that fills in every field is thanked and forgotten: it learns nothing.
    if (website) return c.html(feedbackThanksPage(read))
    const again = (change: { problems?: Partial<Record<Field, string>>; problem?: string }) =>
      draw(read, { ...blank(), values: values as Partial<Record<Field, string>>, ...change })
    const content = schema({ ...ask, ...feedback }).safeParse(values)
    if (!content.success) {
      const problems: Partial<Record<Field, string>> = {}
      for (const { path, message } of content.error.issues) problems[path[0] as Field] ??= message
      return c.html(again({ problems }), 422)
    }
    if (!isPatient(secret, FORM, drawn)) return c.html(again({ problem: ask.again }), 422)
    try {
      await keep(read, content.data)
    } catch (error) {
      if (!(error instanceof TooMuchFeedback)) throw error
      return c.html(again({ problem: feedback.tooMuch }), 429)
    }
    deps.jobs.wake()
    return c.html(feedbackThanksPage(read))
  }

  app.get(PAGE, (c) => c.redirect(`${c.req.path}/`, 301))
  app.get(`${PAGE}/`, async (c) => {
    c.header('Cache-Control', 'no-store')
    const read = await readChapter(c)
    if (!read) return c.notFound()
    return c.html(feedbackPage(read, blank(), { counted: c.req.query('counted') !== undefined }))
  })
  app.post(`${PAGE}/`, ...guards, (c) =>
    take<CommentField, z.infer<ReturnType<typeof commentSchema>>>(c, {
      draw: (read, form) => feedbackPage(read, form),
      schema: commentSchema,
      keep: (read, content) => keepFeedback(store, read, { kind: 'comment', content }),
    }),
  )
  app.get(`${PAGE}/example/`, async (c) => {
    c.header('Cache-Control', 'no-store')
    const read = await readChapter(c)
    return read ? c.html(exampleFormPage(read, blank())) : c.notFound()
  })
  app.post(`${PAGE}/example/`, ...guards, (c) =>
    take<ExampleField, z.infer<ReturnType<typeof exampleSchema>>>(c, {
      draw: exampleFormPage,
      schema: exampleSchema,
      keep: (read, content) => keepFeedback(store, read, { kind: 'example', content }),
    }),
  )
  // Also from an exported site: nobody is signed in here, so there is nobody to act in the name of.
  app.post(
    `${PAGE}/useful/`,
    limitForm(deps.limits, deps.behindProxy, 'answersPerNetwork'),
    limitBody(MOST_BYTES, 'An answer'),
    async (c) => {
      c.header('Cache-Control', 'no-store')
      const read = await readChapter(c)
      if (!read) return c.notFound()
      const { useful } = await c.req.parseBody()
      if (useful !== 'yes' && useful !== 'no') return c.redirect('../', 303)
      await countUsefulness(store, read, useful === 'yes')
      // Led on, so that a reload counts nothing twice.
      return c.redirect('../?counted', 303)
    },
  )

  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/guides/{slug}/readers',
      request: { params: slugParam },
      responses: answers(readersSchema, 'What readers of its editions say'),
    }),
    async (c) => {
      const { slug } = c.req.valid('param')
      const { guide } = await guideFor(deps, c.req.raw.headers, slug, 'read the draft')
      const [useful, feedback, reads, draft] = await Promise.all([
        usefulnessOf(store, guide.id),
        feedbackOf(store, guide.id),
        readsOf(store, slug),
        deps.sync.readGuide(guide.id),
      ])
      const { chapters } = draft.guide
      const gone = useful.filter(({ chapterId }) => !chapters.some(({ id }) => id === chapterId))
      return c.json(
        {
          chapters: [
            ...chapters.map(({ id: chapterId, title }) => ({
              yes: 0,
              no: 0,
              ...useful.find((counts) => counts.chapterId === chapterId),
              chapterId,
              title,
            })),
            ...gone.map((counts) => ({
              ...counts,
              title:
                feedback.find(({ chapterId }) => chapterId === counts.chapterId)?.chapterTitle ??
                counts.chapterId,
            })),
          ],
          reads,
          feedback: feedback.map((one) => ({
            ...one,
            chapterIsThere: chapters.some(({ id }) => id === one.chapterId),
          })),
        },
        200,
      )
    },
  )
}
