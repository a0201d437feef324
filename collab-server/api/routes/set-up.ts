import { slugFrom } from '@charrette/guides'
import {
  messagesFor,
  problemPage,
  type SetUpField,
  type SetUpForm,
  type SiteLanguage,
  setUpPage,
} from '@charrette/templates/site'
import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { z } from 'zod'
import { signedToken, valueOfToken } from '../../accounts/index.ts'
import { foundConsortium, SettingsRefusal } from '../../consortium/index.ts'
import type { Store } from '../../store/open-store.ts'
import type { ApiDependencies } from '../dependencies.ts'
import { fromOurPages } from '../from-our-pages.ts'
import { limitBody } from '../limit-body.ts'
import { preferredLanguage } from '../preferred-language.ts'

const PURPOSE = 'set-up'
const MOST_BYTES = 16 * 1024

/** What the form has to hold, with what is wrong with it in a language. */
function foundingSchema(lang: SiteLanguage) {
  const words = messagesFor(lang).setUp
  const named = (missing: string) =>
    z
      .string()
      .trim()
      .max(120, words.tooLong)
      .refine((text) => slugFrom(text) !== '', missing)
  return z.object({
    consortium: named(words.consortiumMissing),
    name: z.string().trim().min(1, words.nameMissing).max(120, words.tooLong),
    email: z.string().trim().toLowerCase().max(254).pipe(z.email(words.noEmail)),
    city: named(words.cityMissing),
    state: z.string().trim().max(60).default(''),
  })
}

/**
 * The way in to a Charrette that is new: only who runs the server reads it.
 *
 * @param secret the data folder's own.
 */
export const setUpPath = (secret: string): string =>
  `/set-up?token=${signedToken(secret, PURPOSE, 'first')}`

/** Whether nobody has founded anything here yet. */
export async function isNew({ db }: Store): Promise<boolean> {
  return (await db.selectFrom('consortium').select('id').executeTakeFirst()) === undefined
}

/** The first page of a new Charrette; gone for ever once a consortium is founded. */
export function addSetUpRoutes(app: OpenAPIHono, deps: ApiDependencies): void {
  const { store, accounts, secret, postOffice } = deps
  const draw = (c: Context, form: Omit<SetUpForm, 'sendsMail'>) =>
    setUpPage({ ...form, sendsMail: postOffice.sendMail !== null }, preferredLanguage(c))

  /** A refusal, or null where this is the link that the server's start has printed. */
  async function refuse(c: Context, token: string): Promise<Response | null> {
    c.header('Cache-Control', 'no-store')
    if (!(await isNew(store))) return c.redirect('/sign-in')
    if (valueOfToken(secret, PURPOSE, token) === 'first') return null
    const lang = preferredLanguage(c)
    const { closed, closedText } = messagesFor(lang).setUp
    return c.html(problemPage(closed, closedText, lang), 403)
  }

  app.get('/set-up', async (c) => {
    const token = c.req.query('token') ?? ''
    const refused = await refuse(c, token)
    return refused ?? c.html(draw(c, { values: {}, problems: {}, problem: '', token }))
  })

  app.post('/set-up', fromOurPages(deps.baseUrl), limitBody(MOST_BYTES, 'A form'), async (c) => {
    const sent = z.record(z.string(), z.string()).safeParse(await c.req.parseBody())
    const { token = '', ...values } = sent.data ?? {}
    const refused = await refuse(c, token)
    if (refused) return refused
    const founding = foundingSchema(preferredLanguage(c)).safeParse(values)
    if (!founding.success) {
      const problems: Partial<Record<SetUpField, string>> = {}
      for (const { path, message } of founding.error.issues)
        problems[path[0] as SetUpField] ??= message
      return c.html(draw(c, { values, problems, problem: '', token }), 422)
    }
    try {
      await foundConsortium(store, accounts, founding.data, { first: true })
    } catch (error) {
      if (!(error instanceof SettingsRefusal)) throw error
      return c.html(draw(c, { values, problems: {}, problem: error.message, token }), 409)
    }
    return c.redirect(await accounts.signInUrl(founding.data.email), 303)
  })
}
