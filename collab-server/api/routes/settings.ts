import { readPicture } from '@charrette/guides'
import { shippedThemes } from '@charrette/publisher/themes'
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { changeSettings, settingsOf, usedBy } from '../../consortium/index.ts'
import { PictureUnfit, readCleanPicture } from '../../pictures/index.ts'
import { logoSchema, newSettingsSchema, type Settings, settingsSchema } from '../contract.ts'
import { type ApiDependencies, consortiumFor } from '../dependencies.ts'
import { limitBody } from '../limit-body.ts'
import { ApiRefusal, notHere } from '../problem.ts'
import { actorOf } from './candidates.ts'
import { servePicture } from './pictures.ts'
import { answers, body, slugParam } from './responses.ts'

const MAX_LOGO = 2 * 1024 * 1024

/** A consortium's settings: its name, how its editions look, how much it may keep. */
export function addSettingsRoutes(app: OpenAPIHono, deps: ApiDependencies): void {
  const { store, files, postOffice } = deps
  const { db } = store

  async function present(consortium: { id: string; slug: string }): Promise<Settings> {
    const { name } = await db
      .selectFrom('consortium')
      .select('name')
      .where('id', '=', consortium.id)
      .executeTakeFirstOrThrow()
    return {
      slug: consortium.slug,
      name,
      ...(await settingsOf(db, consortium.id)),
      themes: await shippedThemes(),
      used: await usedBy(db, consortium.id),
      sendsMail: postOffice.sendMail !== null,
    }
  }

  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/consortia/{slug}/settings',
      request: { params: slugParam },
      responses: answers(settingsSchema, 'What the consortium has chosen'),
    }),
    async (c) => {
      const { slug } = c.req.valid('param')
      const headers = c.req.raw.headers
      const { consortium } = await consortiumFor(deps, headers, slug, 'change the settings')
      return c.json(await present(consortium), 200)
    },
  )

  app.openapi(
    createRoute({
      method: 'put',
      path: '/api/consortia/{slug}/settings',
      request: { params: slugParam, ...body(newSettingsSchema) },
      responses: answers(settingsSchema, 'What the consortium has chosen now'),
    }),
    async (c) => {
      const { slug } = c.req.valid('param')
      const headers = c.req.raw.headers
      const { consortium, person } = await consortiumFor(deps, headers, slug, 'change the settings')
      const settings = c.req.valid('json')
      await changeSettings(store, files, { consortium, settings, actor: actorOf(person) })
      return c.json(await present(consortium), 200)
    },
  )

  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/consortia/{slug}/settings/test-mail',
      request: { params: slugParam },
      responses: answers(z.object({ to: z.string() }), 'A mail is on its way to who asked'),
    }),
    async (c) => {
      const { slug } = c.req.valid('param')
      const headers = c.req.raw.headers
      const { consortium, person } = await consortiumFor(deps, headers, slug, 'change the settings')
      await postOffice.post({
        to: person.email,
        subject: `A test mail from ${consortium.name}`,
        text: `Hello ${person.name},\n\nthis mail left Charrette and reached you: sign-in links, invitations and news will, too.\n\n${deps.baseUrl}\n`,
      })
      return c.json({ to: person.email }, 200)
    },
  )

  app.post('/api/consortia/:slug/settings/logo', limitBody(MAX_LOGO, 'A logo'), async (c) => {
    await consortiumFor(deps, c.req.raw.headers, c.req.param('slug'), 'change the settings')
    const bytes = new Uint8Array(await c.req.arrayBuffer())
    if (!(await readPicture(bytes)))
      throw new ApiRefusal(
        422,
        'not-a-picture',
        'Not a picture',
        'This file is no SVG, PNG, JPEG or WebP picture. Save the logo as one of these and try again.',
      )
    const clean = await readCleanPicture(bytes).catch((error: unknown) => {
      if (!(error instanceof PictureUnfit)) throw error
      throw new ApiRefusal(422, error.code, 'A picture that editions cannot show', error.message)
    })
    await files.put(clean.bytes)
    return c.json(logoSchema.parse({ sha256: clean.picture.sha256, alt: '' }))
  })

  app.get('/api/consortia/:slug/settings/logo/:sha256{[0-9a-f]{64}}', async (c) => {
    await consortiumFor(deps, c.req.raw.headers, c.req.param('slug'), 'change the settings')
    const { sha256 } = c.req.param()
    if (!files.has(sha256)) throw notHere('logo')
    return servePicture(c, await files.get(sha256))
  })
}
