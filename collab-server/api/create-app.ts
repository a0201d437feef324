import { join } from 'node:path'
import { Hono } from 'hono'
import { secureHeaders } from 'hono/secure-headers'
import type { Accounts } from '../accounts/index.ts'
import { publishedGuides } from '../publishing/published-guides.ts'
import { createSite, failurePage, notFoundPage } from '../site/site.ts'
import type { Store } from '../store/open-store.ts'
import type { Me, Problem, Role } from './contract.ts'

/** Everything that is answered over HTTP. */
export function createApp({
  store,
  accounts,
  dataFolder,
}: {
  store: Store
  accounts: Accounts
  dataFolder: string
}): Hono {
  const app = new Hono()
  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        frameSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'self'"],
      },
      xFrameOptions: 'SAMEORIGIN',
      strictTransportSecurity: false,
    }),
  )
  app.all('/api/auth/*', (c) => accounts.handle(c.req.raw))
  app.get('/api/me', async (c) => {
    const person = await accounts.identify(c.req.raw.headers)
    if (!person) return c.json(signInFirst, 401, { 'Content-Type': 'application/problem+json' })
    const memberships = await store.db
      .selectFrom('consortium_member')
      .innerJoin('consortium', 'consortium.id', 'consortium_member.consortium_id')
      .select(['consortium.id', 'consortium.slug', 'consortium.name', 'consortium_member.role'])
      .where('consortium_member.account_id', '=', person.accountId)
      .execute()
    const { accountId: id, name, email, city } = person
    return c.json({
      account: { id, name, email, city },
      memberships: memberships.map(({ role, ...consortium }) => ({
        consortium,
        role: role as Role,
      })),
    } satisfies Me)
  })
  app.route(
    '/',
    createSite({
      publishedGuides: async () => (await publishedGuides(store)).guides,
      countPublishing: async () => (await publishedGuides(store)).publishing,
      currentEdition: async (slug) =>
        (await publishedGuides(store)).guides.find((guide) => guide.slug === slug)?.number ?? null,
      editionsFolder: join(dataFolder, 'editions'),
    }),
  )
  app.notFound((c) => c.html(notFoundPage(), 404))
  app.onError((_error, c) => c.html(failurePage(), 500))
  return app
}

const signInFirst: Problem = {
  type: 'about:blank',
  title: 'Not signed in',
  status: 401,
  detail: 'Please sign in, or send a token that is known and has not expired.',
  code: 'unauthenticated',
}
