import { slugFrom } from '@charrette/guides'
import { problemPage, type SetUpField, type SetUpForm, setUpPage } from '@charrette/templates/site'
import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { z } from 'zod'
import { signedToken, valueOfToken } from '../../accounts/index.ts'
import { foundConsortium, SettingsRefusal } from '../../consortium/index.ts'
import type { Store } from '../../store/open-store.ts'
import type { ApiDependencies } from '../dependencies.ts'
import { fromOurPages } from '../from-our-pages.ts'
import { limitBody } from '../limit-body.ts'

const PURPOSE = 'set-up'
const MOST_BYTES = 16 * 1024

const named = (what: string) =>
  z
    .string()
    .trim()
    .max(120, `${what} has 120 letters at most.`)
    .refine((text) => slugFrom(text) !== '', `${what} is missing.`)
const foundingSchema = z.object({
  consortium: named('The name of the consortium'),
  name: z.string().trim().min(1, 'Your name is missing.').max(120),
  email: z
    .string()
    .trim()
    .toLowerCase()
    .max(254)
    .pipe(z.email('This is no e-mail address: it looks like name@city.gov.')),
  city: named('Your city'),
  state: z.string().trim().max(60).default(''),
})

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
  const draw = (form: Omit<SetUpForm, 'sendsMail'>) =>
    setUpPage({ ...form, sendsMail: postOffice.sendMail !== null })

  /** A refusal, or null where this is the link that the server's start has printed. */
  async function refuse(c: Context, token: string): Promise<Response | null> {
    c.header('Cache-Control', 'no-store')
    if (!(await isNew(store))) return c.redirect('/sign-in')
    if (valueOfToken(secret, PURPOSE, token) === 'first') return null
    return c.html(
      problemPage(
        'This Charrette is not set up yet',
        'Whoever runs it finds the link to this page, whole, among the lines that its start has printed.',
      ),
      403,
    )
  }

  app.get('/set-up', async (c) => {
    const token = c.req.query('token') ?? ''
    const refused = await refuse(c, token)
    return refused ?? c.html(draw({ values: {}, problems: {}, problem: '', token }))
  })

  app.post('/set-up', fromOurPages(deps.baseUrl), limitBody(MOST_BYTES, 'A form'), async (c) => {
    const sent = z.record(z.string(), z.string()).safeParse(await c.req.parseBody())
    const { token = '', ...values } = sent.data ?? {}
    const refused = await refuse(c, token)
    if (refused) return refused
    const founding = foundingSchema.safeParse(values)
    if (!founding.success) {
      const problems: Partial<Record<SetUpField, string>> = {}
      for (const { path, message } of founding.error.issues)
        problems[path[0] as SetUpField] ??= message
      return c.html(draw({ values, problems, problem: '', token }), 422)
    }
    try {
      await foundConsortium(store, accounts, founding.data, { first: true })
    } catch (error) {
      if (!(error instanceof SettingsRefusal)) throw error
      return c.html(draw({ values, problems: {}, problem: error.message, token }), 409)
    }
    return c.redirect(await accounts.signInUrl(founding.data.email), 303)
  })
}
