import { type Guide, writeGuideToDoc } from '@charrette/guides'
import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import { may } from '../../accounts/index.ts'
import {
  translationBeginning,
  translationSlug,
  translationSource,
  translationState,
} from '../../translations/index.ts'
import { beginGuide } from '../begin-guide.ts'
import { guideSummarySchema, newTranslationSchema, translationSchema } from '../contract.ts'
import { type ApiDependencies, guideFor } from '../dependencies.ts'
import { presentGuide } from '../present-guide.ts'
import { ApiRefusal, noRight, notHere } from '../problem.ts'
import { writerOf } from './candidates.ts'
import { answers, body, slugParam } from './responses.ts'

/** Translations: beginning one, and how it stands to its source. */
export function addTranslationRoutes(app: OpenAPIHono, deps: ApiDependencies): void {
  const { db } = deps.store

  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/guides/{slug}/translations',
      request: { params: slugParam, ...body(newTranslationSchema) },
      responses: answers(guideSummarySchema, 'The translation, with the text of its source'),
    }),
    async (c) => {
      const { slug } = c.req.valid('param')
      const { guide, person } = await guideFor(deps, c.req.raw.headers, slug, 'read the draft')
      // Whoever may begin a guide may begin one that is a translation.
      const role = await deps.accounts.roleIn(person, guide.consortium_id)
      if (!role || !may(role, 'create a guide')) throw noRight('create a guide')
      const source = await translationSource(db, slug)
      if (!source)
        throw new ApiRefusal(
          409,
          'not-released',
          'Nothing to translate yet',
          'Readers do not see an edition of this guide yet. A translation begins with what they see: release the guide first.',
        )
      const { lang } = c.req.valid('json')
      if (lang === source.guide.frontMatter.lang)
        throw new ApiRefusal(
          422,
          'same-language',
          'The same language',
          'The guide is in this language. Choose another one.',
        )
      const begun = await beginGuide(deps.store, {
        by: writerOf(person),
        consortiumId: guide.consortium_id,
        title: source.guide.frontMatter.title,
        wantedSlug: translationSlug(slug, lang),
        fill: (doc, ownSlug) =>
          writeGuideToDoc(translationBeginning(source, { lang, ownSlug }), doc),
      })
      const inGuide = await deps.accounts.roleIn(person, guide.consortium_id, begun.id)
      return c.json(await presentGuide(deps, begun, inGuide ?? role), 200)
    },
  )

  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/guides/{slug}/translation',
      request: { params: slugParam },
      responses: answers(
        translationSchema,
        'How the draft stands to its source, chapter by chapter',
      ),
    }),
    async (c) => {
      const { slug } = c.req.valid('param')
      const { guide } = await guideFor(deps, c.req.raw.headers, slug, 'read the draft')
      const draft: Guide = (await deps.sync.readGuide(guide.id)).guide
      const of = draft.frontMatter.translationOf
      const source = of ? await translationSource(db, of.slug) : null
      if (!source) throw notHere('source of this guide')
      const { title, lang } = source.guide.frontMatter
      return c.json(
        {
          source: { slug: source.slug, title, lang, release: source.number },
          chapters: await translationState(db, draft, source),
        },
        200,
      )
    },
  )
}
