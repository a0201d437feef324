import {
  type AskField,
  type AskForm,
  askedPage,
  askPage,
  inLanguage,
  messagesFor,
  type SiteLanguage,
  siteLanguages,
  withWholeAddresses,
} from '@charrette/templates/site'
import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import { z } from 'zod'
import { may } from '../../accounts/index.ts'
import { askQuestion, questionSchema, TooManyQuestions } from '../../questions/index.ts'
import { questionsSchema } from '../contract.ts'
import { type ApiDependencies, signedIn } from '../dependencies.ts'
import { drawnNow, isPatient } from '../drawn-form.ts'
import { fromOurPages } from '../from-our-pages.ts'
import { limitBody } from '../limit-body.ts'
import { limitForm } from '../limit-requests.ts'
import { noRight, notHere } from '../problem.ts'
import { answers } from './responses.ts'

/** What the moment in its form is signed for. */
const FORM = 'ask-form'
const MOST_BYTES = 64 * 1024
const SHOWN = 200

const formSchema = z.object({
  website: z.string().optional(),
  drawn: z.string().optional(),
  name: z.string().optional(),
  email: z.string().optional(),
  city: z.string().optional(),
  text: z.string().optional(),
})

/** The public form for asking, and the questions for those who answer. */
export function addQuestionRoutes(app: OpenAPIHono, deps: ApiDependencies): void {
  const { db } = deps.store
  const { secret, postOffice } = deps

  for (const lang of siteLanguages) addForm(lang)

  function addForm(lang: SiteLanguage): void {
    const words = messagesFor(lang).ask
    const path = inLanguage(lang, '/ask/')
    const schema = questionSchema(words)
    const draw = async (form: Omit<AskForm, 'drawn'>) => {
      const page = askPage(lang, { ...form, drawn: drawnNow(secret, FORM) })
      return withWholeAddresses(String(await page), deps.baseUrl)
    }

    app.get(path.slice(0, -1), (c) => c.redirect(path, 301))
    app.get(path, (c) => {
      c.header('Cache-Control', 'no-store')
      return c.html(draw({ values: {}, problems: {}, problem: '' }))
    })
    app.post(
      path,
      limitForm(deps.limits, deps.behindProxy),
      fromOurPages(deps.baseUrl),
      limitBody(MOST_BYTES, 'A question'),
      async (c) => {
        c.header('Cache-Control', 'no-store')
        const form = formSchema.safeParse(await c.req.parseBody())
        const { website, drawn, ...values } = form.success ? form.data : {}
        // A program that fills in every field is thanked and forgotten: it learns nothing.
        if (website) return c.html(askedPage(lang))
        const question = schema.safeParse(values)
        if (!question.success) {
          const problems: Partial<Record<AskField, string>> = {}
          for (const { path, message } of question.error.issues) {
            const field = path[0] as AskField
            problems[field] ??= message
          }
          return c.html(draw({ values, problems, problem: '' }), 422)
        }
        if (!isPatient(secret, FORM, drawn))
          return c.html(draw({ values, problems: {}, problem: words.again }), 422)
        try {
          await askQuestion(deps.store, postOffice, { question: question.data, words })
        } catch (error) {
          if (!(error instanceof TooManyQuestions)) throw error
          return c.html(draw({ values, problems: {}, problem: words.tooMany }), 429)
        }
        return c.html(askedPage(lang))
      },
    )
  }

  async function present() {
    const rows = await db
      .selectFrom('question')
      .leftJoin('user', 'user.id', 'question.answered_by')
      .selectAll('question')
      .select('user.name as answerer')
      .orderBy('asked_at', 'desc')
      .limit(SHOWN)
      .execute()
    return rows.map(({ id, name, email, city, text, asked_at, answered_at, answerer }) => ({
      id,
      name,
      email,
      city,
      text,
      askedAt: asked_at,
      answered: answered_at === null ? null : { at: answered_at, by: answerer ?? '' },
    }))
  }

  /** Whether there is such a question: marking one twice is no mistake. */
  async function isKnown(id: string): Promise<boolean> {
    const row = await db.selectFrom('question').select('id').where('id', '=', id).executeTakeFirst()
    return row !== undefined
  }

  /** Who asks, if they may answer questions in some consortium. */
  async function answering(headers: Headers) {
    const person = await signedIn(deps, headers)
    const consortia = await db
      .selectFrom('consortium_member')
      .select('consortium_id')
      .where('account_id', '=', person.accountId)
      .execute()
    for (const { consortium_id: id } of consortia)
      if (may(await deps.accounts.roleIn(person, id), 'answer questions')) return person
    throw noRight('answer questions')
  }

  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/questions',
      responses: answers(questionsSchema, 'What was asked from outside, newest first'),
    }),
    async (c) => {
      await answering(c.req.raw.headers)
      return c.json(await present(), 200)
    },
  )

  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/questions/{id}/answered',
      request: { params: z.object({ id: z.string() }) },
      responses: answers(questionsSchema, 'The questions, with this one marked as answered'),
    }),
    async (c) => {
      const { accountId } = await answering(c.req.raw.headers)
      const { id } = c.req.valid('param')
      const { numUpdatedRows } = await db
        .updateTable('question')
        .set({ answered_at: new Date().toISOString(), answered_by: accountId })
        .where('id', '=', id)
        .where('answered_at', 'is', null)
        .executeTakeFirst()
      if (numUpdatedRows === 0n && !(await isKnown(id))) throw notHere('question')
      return c.json(await present(), 200)
    },
  )
}
