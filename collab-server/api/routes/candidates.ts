import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import type { Person } from '../../accounts/index.ts'
import {
  type Actor,
  approveCandidate,
  openDiscussion,
  publicationTime,
  returnCandidate,
  submitCandidate,
} from '../../review/index.ts'
import type { GuideRow } from '../../store/tables.ts'
import {
  approvalSchema,
  candidateSchema,
  candidateSummarySchema,
  newCandidateSchema,
  returnSchema,
} from '../contract.ts'
import { type ApiDependencies, guideFor } from '../dependencies.ts'
import { candidateSummaries, presentCandidate } from '../present-candidate.ts'
import { notHere } from '../problem.ts'
import { answers, body, candidateParams, slugParam } from './responses.ts'

/** From a draft to a decision. */
export function addCandidateRoutes(app: OpenAPIHono, deps: ApiDependencies): void {
  const { store } = deps

  async function whole(guide: GuideRow, number: number) {
    const summary = (await candidateSummaries(store.db, guide.id)).find(
      (candidate) => candidate.number === number,
    )
    const row = await store.db
      .selectFrom('candidate')
      .select(['id', 'guide_id', 'content', 'changelog'])
      .where('guide_id', '=', guide.id)
      .where('number', '=', number)
      .executeTakeFirst()
    if (!summary || !row) throw notHere('candidate')
    return presentCandidate(store, guide, summary, row)
  }

  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/guides/{slug}/candidates',
      request: { params: slugParam },
      responses: answers(z.array(candidateSummarySchema), 'Candidates, newest first'),
    }),
    async (c) => {
      const { slug } = c.req.valid('param')
      const { guide } = await guideFor(deps, c.req.raw.headers, slug, 'read the draft')
      return c.json(await candidateSummaries(store.db, guide.id), 200)
    },
  )

  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/guides/{slug}/candidates',
      request: { params: slugParam, ...body(newCandidateSchema) },
      responses: answers(candidateSchema, 'The candidate: exactly the text as it was on disk'),
    }),
    async (c) => {
      const { slug } = c.req.valid('param')
      const { note, erratum } = c.req.valid('json')
      const { guide, person } = await guideFor(deps, c.req.raw.headers, slug, 'submit a candidate')
      const number = await submitCandidate(deps, {
        guideId: guide.id,
        actor: actorOf(person),
        note,
        erratum,
      })
      deps.jobs.wake()
      return c.json(await whole(guide, number), 200)
    },
  )

  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/guides/{slug}/candidates/{number}',
      request: { params: candidateParams },
      responses: answers(candidateSchema, 'The candidate with its findings and changes'),
    }),
    async (c) => {
      const { slug, number } = c.req.valid('param')
      const { guide } = await guideFor(deps, c.req.raw.headers, slug, 'read the draft')
      return c.json(await whole(guide, number), 200)
    },
  )

  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/guides/{slug}/candidates/{number}/approve',
      request: { params: candidateParams, ...body(approvalSchema) },
      responses: answers(
        candidateSchema,
        'The candidate; a release where this was the last approval',
      ),
    }),
    async (c) => {
      const { slug, number } = c.req.valid('param')
      const headers = c.req.raw.headers
      const { guide, person } = await guideFor(deps, headers, slug, 'decide on a candidate')
      const { publishAt, ...approval } = c.req.valid('json')
      await approveCandidate(store, {
        guideId: guide.id,
        number,
        actor: actorOf(person),
        ...approval,
        publication: publishAt ? publicationTime(publishAt) : null,
        openDiscussion: await openDiscussion(store, guide.id),
      })
      deps.jobs.wake()
      return c.json(await whole(guide, number), 200)
    },
  )

  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/guides/{slug}/candidates/{number}/return',
      request: { params: candidateParams, ...body(returnSchema) },
      responses: answers(candidateSchema, 'The candidate, sent back with its reason'),
    }),
    async (c) => {
      const { slug, number } = c.req.valid('param')
      const { reason } = c.req.valid('json')
      const headers = c.req.raw.headers
      const { guide, person } = await guideFor(deps, headers, slug, 'decide on a candidate')
      await returnCandidate(store, {
        guideId: guide.id,
        number,
        actor: actorOf(person),
        reason,
      })
      deps.jobs.wake()
      return c.json(await whole(guide, number), 200)
    },
  )
}

/** Somebody with the city that their words are counted for. */
export const writerOf = (person: Person): Actor & { cityId: string } => ({
  ...actorOf(person),
  cityId: person.city?.id ?? '',
})

export function actorOf({ accountId, name, city }: Person): Actor {
  return { accountId, name, city: city?.name ?? '' }
}
