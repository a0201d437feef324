import { messagesFor, problemPage, signInLinkPage } from '@charrette/templates/site'
import type { OpenAPIHono } from '@hono/zod-openapi'
import { signInNow } from '../../accounts/index.ts'
import type { ApiDependencies } from '../dependencies.ts'
import { fromOurPages } from '../from-our-pages.ts'
import { limitBody } from '../limit-body.ts'
import { preferredLanguage } from '../preferred-language.ts'

const MOST_BYTES = 4 * 1024

/** The page that a sign-in link opens, and its button. */
export function addSignInLinkRoutes(app: OpenAPIHono, { baseUrl }: ApiDependencies): void {
  app.get('/sign-in/link', (c) => {
    c.header('Cache-Control', 'no-store')
    return c.html(signInLinkPage(new URL(c.req.url).search.slice(1), preferredLanguage(c)))
  })

  app.post('/sign-in/link', fromOurPages(baseUrl), limitBody(MOST_BYTES, 'A form'), async (c) => {
    const { query } = await c.req.parseBody()
    if (typeof query !== 'string' || !new URLSearchParams(query).has('token')) {
      const lang = preferredLanguage(c)
      const { notWhole, notWholeText } = messagesFor(lang).signInLink
      return c.html(problemPage(notWhole, notWholeText, lang), 422)
    }
    return c.redirect(signInNow(query), 303)
  })
}
