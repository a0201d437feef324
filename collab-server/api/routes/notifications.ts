import { stopMailPage, stoppedMailPage } from '@charrette/templates/site'
import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import { accountOfStopToken, deliveryOf, setDelivery } from '../../notifications/index.ts'
import {
  notificationKindSchema,
  notificationsSchema,
  preferenceSchema,
  readSchema,
} from '../contract.ts'
import { type ApiDependencies, signedIn } from '../dependencies.ts'
import { preferredLanguage } from '../preferred-language.ts'
import { answers, body } from './responses.ts'

const SHOWN = 100

/** What somebody should know of, and how they want to be told. */
export function addNotificationRoutes(app: OpenAPIHono, deps: ApiDependencies): void {
  const { db } = deps.store

  async function present(accountId: string) {
    const rows = await db
      .selectFrom('notification')
      .selectAll()
      .where('account_id', '=', accountId)
      .orderBy('created_at', 'desc')
      .limit(SHOWN)
      .execute()
    const { unread } = await db
      .selectFrom('notification')
      .select((count) => count.fn.countAll().as('unread'))
      .where('account_id', '=', accountId)
      .where('read_at', 'is', null)
      .executeTakeFirstOrThrow()
    return {
      unread: Number(unread),
      delivery: await deliveryOf(db, accountId),
      notifications: rows.map(({ id, kind, title, href, created_at, read_at }) => ({
        id,
        kind: notificationKindSchema.parse(kind),
        title,
        href,
        at: created_at,
        read: read_at !== null,
      })),
    }
  }

  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/notifications',
      responses: answers(notificationsSchema, 'The newest notifications of who asks'),
    }),
    async (c) => {
      const { accountId } = await signedIn(deps, c.req.raw.headers)
      return c.json(await present(accountId), 200)
    },
  )

  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/notifications/read',
      request: body(readSchema),
      responses: answers(notificationsSchema, 'The notifications, with these read'),
    }),
    async (c) => {
      const { accountId } = await signedIn(deps, c.req.raw.headers)
      const { ids } = c.req.valid('json')
      if (ids?.length !== 0)
        await db
          .updateTable('notification')
          .set({ read_at: new Date().toISOString() })
          .where('account_id', '=', accountId)
          .where('read_at', 'is', null)
          .$if(ids !== undefined, (query) => query.where('id', 'in', ids ?? []))
          .execute()
      return c.json(await present(accountId), 200)
    },
  )

  app.openapi(
    createRoute({
      method: 'put',
      path: '/api/notifications/preference',
      request: body(preferenceSchema),
      responses: answers(notificationsSchema, 'The notifications, with the new preference'),
    }),
    async (c) => {
      const { accountId } = await signedIn(deps, c.req.raw.headers)
      await setDelivery(db, accountId, c.req.valid('json').delivery)
      return c.json(await present(accountId), 200)
    },
  )

  // Opened from a mail, without a sign-in. Looking changes nothing: mail scanners open links.
  app.get('/mail/stop/:token', (c) => {
    const accountId = accountOfStopToken(deps.secret, c.req.param('token'))
    return accountId ? c.html(stopMailPage(preferredLanguage(c))) : c.notFound()
  })
  // The button of that page, and RFC 8058's one click by the mail program.
  app.post('/mail/stop/:token', async (c) => {
    const accountId = accountOfStopToken(deps.secret, c.req.param('token'))
    if (!accountId) return c.notFound()
    await setDelivery(db, accountId, 'none')
    return c.html(stoppedMailPage(preferredLanguage(c)))
  })
}
