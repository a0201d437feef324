import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import {
  acceptInvitation,
  changeRole,
  citiesOfConsortium,
  decideOtherCities,
  dismissLead,
  erasePerson,
  exportPerson,
  invite,
  leadsOf,
  may,
  nameLead,
  openInvitations,
  otherCitiesOf,
  peopleOf,
  personIn,
  readInvitation,
  removePerson,
  renameCity,
  requireNowhereElse,
  revokeInvitation,
} from '../../accounts/index.ts'
import {
  type Actor,
  type ConsortiumRole,
  consortiumRoleSchema,
  guideWritingSchema,
  leadsSchema,
  newInvitationSchema,
  openInvitationSchema,
  type People,
  peopleSchema,
  type Role,
} from '../contract.ts'
import { type ApiDependencies, consortiumFor, guideFor } from '../dependencies.ts'
import { ApiRefusal, notHere } from '../problem.ts'
import { actorOf } from './candidates.ts'
import { answers, body, slugParam } from './responses.ts'

const personParams = z.object({ slug: z.string(), accountId: z.string() })
const cityParams = z.object({ slug: z.string(), cityId: z.string() })
const cityNameSchema = z.string().trim().min(1, 'is missing').max(120)
const tokenParam = z.object({ token: z.string() })

/** Who has a part in a consortium, who is invited to it, and who leads a guide. */
export function addPeopleRoutes(app: OpenAPIHono, deps: ApiDependencies): void {
  const { store } = deps
  const { db } = store

  async function present(
    consortium: { id: string; slug: string; name: string },
    role: Role,
  ): Promise<People> {
    const manages = may(role, 'manage people')
    const people = await peopleOf(db, consortium.id)
    const cities = await citiesOfConsortium(db, consortium.id)
    const invitations = manages ? await openInvitations(db, consortium.id) : []
    return {
      consortium: { slug: consortium.slug, name: consortium.name },
      people: people.map(({ accountId, name, city, role: theirs, email }) => ({
        accountId,
        name,
        city,
        role: theirs,
        email: manages ? email : null,
      })),
      cities: cities.map(({ id, name }) => ({ id, name, state: '' })),
      invitations: invitations.map((row) => ({
        id: row.id,
        email: row.email,
        name: row.name,
        city: row.city,
        role: row.role as ConsortiumRole,
        invitedBy: (JSON.parse(row.invited_by) as Actor).name,
        createdAt: row.created_at,
        expiresAt: row.expires_at,
      })),
    }
  }

  /** A draft may stand without a title for a moment: it is called by its slug then. */
  const titleOf = ({ id, slug }: { id: string; slug: string }): Promise<string> =>
    deps.sync.readGuide(id).then(
      ({ guide }) => guide.frontMatter.title,
      () => slug,
    )

  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/consortia/{slug}/people',
      request: { params: slugParam },
      responses: answers(peopleSchema, 'Everybody with a part in the consortium'),
    }),
    async (c) => {
      const { slug } = c.req.valid('param')
      const headers = c.req.raw.headers
      const { consortium, role } = await consortiumFor(deps, headers, slug, 'read the draft')
      return c.json(await present(consortium, role), 200)
    },
  )

  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/consortia/{slug}/people/invitations',
      request: { params: slugParam, ...body(newInvitationSchema) },
      responses: answers(peopleSchema, 'The people, with the invitation that was sent'),
    }),
    async (c) => {
      const { slug } = c.req.valid('param')
      const headers = c.req.raw.headers
      const { consortium, person, role } = await consortiumFor(deps, headers, slug, 'manage people')
      await invite(deps, {
        consortium,
        invitation: c.req.valid('json'),
        actor: actorOf(person),
      })
      return c.json(await present(consortium, role), 200)
    },
  )

  app.openapi(
    createRoute({
      method: 'delete',
      path: '/api/consortia/{slug}/people/invitations/{id}',
      request: { params: slugParam.extend({ id: z.string() }) },
      responses: answers(peopleSchema, 'The people, without the invitation'),
    }),
    async (c) => {
      const { slug, id } = c.req.valid('param')
      const headers = c.req.raw.headers
      const { consortium, person, role } = await consortiumFor(deps, headers, slug, 'manage people')
      await revokeInvitation(store, { consortiumId: consortium.id, id, actor: actorOf(person) })
      return c.json(await present(consortium, role), 200)
    },
  )

  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/consortia/{slug}/people/{accountId}/role',
      request: { params: personParams, ...body(z.object({ role: consortiumRoleSchema })) },
      responses: answers(peopleSchema, 'The people, with the new role'),
    }),
    async (c) => {
      const { slug, accountId } = c.req.valid('param')
      const headers = c.req.raw.headers
      const { consortium, person, role } = await consortiumFor(deps, headers, slug, 'manage people')
      await changeRole(store, {
        consortiumId: consortium.id,
        accountId,
        role: c.req.valid('json').role,
        actor: actorOf(person),
      })
      deps.sync.revoke(accountId, 'changed')
      return c.json(await present(consortium, role), 200)
    },
  )

  app.openapi(
    createRoute({
      method: 'delete',
      path: '/api/consortia/{slug}/people/{accountId}',
      request: { params: personParams },
      responses: answers(peopleSchema, 'The people, without them'),
    }),
    async (c) => {
      const { slug, accountId } = c.req.valid('param')
      const headers = c.req.raw.headers
      const { consortium, person, role } = await consortiumFor(deps, headers, slug, 'manage people')
      await removePerson(store, { consortiumId: consortium.id, accountId, actor: actorOf(person) })
      deps.sync.revoke(accountId)
      return c.json(await present(consortium, role), 200)
    },
  )

  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/consortia/{slug}/people/{accountId}/export',
      request: { params: personParams },
      responses: answers(
        z.record(z.string(), z.unknown()),
        'All that is known of the person, for the person',
      ),
    }),
    async (c) => {
      const { slug, accountId } = c.req.valid('param')
      const headers = c.req.raw.headers
      const { consortium } = await consortiumFor(deps, headers, slug, 'manage people')
      const { email } = await personIn(db, consortium.id, accountId)
      c.header('Content-Disposition', 'attachment; filename="person.json"')
      return c.json(await exportPerson(db, email), 200)
    },
  )

  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/consortia/{slug}/people/{accountId}/erase',
      request: { params: personParams, ...body(z.object({ name: z.string() })) },
      responses: answers(peopleSchema, 'The people, with a pseudonym where the person was'),
    }),
    async (c) => {
      const { slug, accountId } = c.req.valid('param')
      const headers = c.req.raw.headers
      const { consortium, person, role } = await consortiumFor(deps, headers, slug, 'manage people')
      const member = await personIn(db, consortium.id, accountId)
      // It cannot be undone: who asks says whom they mean.
      if (c.req.valid('json').name.trim() !== member.name)
        throw new ApiRefusal(
          422,
          'name-differs',
          'Not erased',
          `To erase ${member.name}, write the name as it stands here.`,
        )
      await requireNowhereElse(db, { consortiumId: consortium.id, accountId })
      await erasePerson(store, { email: member.email, actor: actorOf(person) })
      deps.sync.revoke(accountId)
      return c.json(await present(consortium, role), 200)
    },
  )

  app.openapi(
    createRoute({
      method: 'put',
      path: '/api/consortia/{slug}/cities/{cityId}',
      request: { params: cityParams, ...body(z.object({ name: cityNameSchema })) },
      responses: answers(peopleSchema, 'The people, with the city’s new name'),
    }),
    async (c) => {
      const { slug, cityId } = c.req.valid('param')
      const headers = c.req.raw.headers
      const { consortium, person, role } = await consortiumFor(deps, headers, slug, 'manage people')
      const cities = await citiesOfConsortium(db, consortium.id)
      const city = cities.find(({ id }) => id === cityId)
      if (!city) throw notHere('city in this consortium')
      const { name } = c.req.valid('json')
      await renameCity(store, { slug: city.slug, name, actor: actorOf(person) })
      return c.json(await present(consortium, role), 200)
    },
  )

  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/invitations/{token}',
      request: { params: tokenParam },
      responses: answers(openInvitationSchema, 'What the holder of the link is invited to'),
    }),
    async (c) => {
      const row = await readInvitation(db, c.req.valid('param').token)
      return c.json(
        {
          email: row.email,
          name: row.name,
          city: row.city,
          role: row.role as ConsortiumRole,
          consortium: row.consortium,
          invitedBy: (JSON.parse(row.invited_by) as Actor).name,
          expiresAt: row.expires_at,
        },
        200,
      )
    },
  )

  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/invitations/{token}/accept',
      request: { params: tokenParam },
      responses: answers(
        z.object({ signInUrl: z.string() }),
        'The invitation is used; the address signs its owner in, once',
      ),
    }),
    async (c) =>
      c.json({ signInUrl: await acceptInvitation(deps, c.req.valid('param').token) }, 200),
  )

  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/guides/{slug}/leads',
      request: { params: slugParam },
      responses: answers(leadsSchema, 'The guide’s lead authors'),
    }),
    async (c) => {
      const { slug } = c.req.valid('param')
      const { guide } = await guideFor(deps, c.req.raw.headers, slug, 'read the draft')
      return c.json(await leadsOf(db, guide.id), 200)
    },
  )

  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/guides/{slug}/leads',
      request: { params: slugParam, ...body(z.object({ accountId: z.string() })) },
      responses: answers(leadsSchema, 'The guide’s lead authors, with the new one'),
    }),
    async (c) => {
      const { slug } = c.req.valid('param')
      const { accountId } = c.req.valid('json')
      const headers = c.req.raw.headers
      const { guide, person } = await guideFor(deps, headers, slug, 'name lead authors')
      const title = await titleOf(guide)
      await nameLead(store, { guide, title, accountId, actor: actorOf(person) })
      deps.postOffice.wake()
      return c.json(await leadsOf(db, guide.id), 200)
    },
  )

  app.openapi(
    createRoute({
      method: 'delete',
      path: '/api/guides/{slug}/leads/{accountId}',
      request: { params: personParams },
      responses: answers(leadsSchema, 'The guide’s lead authors, without this one'),
    }),
    async (c) => {
      const { slug, accountId } = c.req.valid('param')
      const headers = c.req.raw.headers
      const { guide, person } = await guideFor(deps, headers, slug, 'name lead authors')
      await dismissLead(store, { guide, accountId, actor: actorOf(person) })
      return c.json(await leadsOf(db, guide.id), 200)
    },
  )

  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/guides/{slug}/writing',
      request: { params: slugParam },
      responses: answers(guideWritingSchema, 'What authors of other cities may do with its text'),
    }),
    async (c) => {
      const { slug } = c.req.valid('param')
      const { guide } = await guideFor(deps, c.req.raw.headers, slug, 'read the draft')
      return c.json({ otherCities: await otherCitiesOf(db, guide.id) }, 200)
    },
  )

  app.openapi(
    createRoute({
      method: 'put',
      path: '/api/guides/{slug}/writing',
      request: { params: slugParam, ...body(guideWritingSchema) },
      responses: answers(guideWritingSchema, 'What they may do from now on'),
    }),
    async (c) => {
      const { slug } = c.req.valid('param')
      const { otherCities } = c.req.valid('json')
      const headers = c.req.raw.headers
      const { guide, person } = await guideFor(deps, headers, slug, 'decide who writes')
      await decideOtherCities(store, { guide, otherCities, actor: actorOf(person) })
      return c.json({ otherCities }, 200)
    },
  )
}
