import { randomUUID } from 'node:crypto'
import type { Guide } from '@charrette/guides'
import {
  inLanguage,
  messagesFor,
  newsletterMomentPage,
  type SiteLanguage,
  siteLanguages,
  subscribePage,
  withWholeAddresses,
} from '@charrette/templates/site'
import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import { z } from 'zod'
import {
  askForNewsletter,
  confirmSubscription,
  countSubscribers,
  currentRelease,
  deliveryCounts,
  isConfirmLink,
  isStopLink,
  NewsletterRefusal,
  newsletterMail,
  sendingOf,
  sendNewsletter,
  stopNewsletter,
  TooManySubscriptions,
} from '../../newsletter/index.ts'
import { readJob } from '../../publishing/job-feed.ts'
import { newsletterSchema, sendNewsletterSchema } from '../contract.ts'
import { type ApiDependencies, guideFor } from '../dependencies.ts'
import { drawnNow, isPatient } from '../drawn-form.ts'
import { fromOurPages } from '../from-our-pages.ts'
import { limitBody } from '../limit-body.ts'
import { limitForm } from '../limit-requests.ts'
import { ApiRefusal } from '../problem.ts'
import { actorOf } from './candidates.ts'
import { answers, body, slugParam } from './responses.ts'

/** What the moment in the form is signed for. */
const FORM = 'newsletter-form'
const MOST_BYTES = 16 * 1024

const formSchema = z.object({
  website: z.string().optional(),
  drawn: z.string().optional(),
  email: z.string().optional(),
})
/** One line of a mail's head, and an address. */
const emailSchema = z
  .string()
  .trim()
  .max(254)
  .regex(/^[^\r\n]*$/)
  .pipe(z.email())

/** The newsletter: who gets it, and sending one. */
export function addNewsletterRoutes(app: OpenAPIHono, deps: ApiDependencies): void {
  for (const lang of siteLanguages) addPublicPages(app, deps, lang)
  const { store, postOffice, baseUrl } = deps
  const { db } = store

  async function present(guideId: string) {
    const [subscribers, release, sending] = await Promise.all([
      countSubscribers(store),
      currentRelease(db, guideId),
      sendingOf(db, guideId),
    ])
    return {
      subscribers,
      release: release?.number ?? null,
      sending: sending ? await presentSending(guideId, sending) : null,
    }
  }

  async function presentSending(
    guideId: string,
    sending: NonNullable<Awaited<ReturnType<typeof sendingOf>>>,
  ) {
    const [counts, job, release] = await Promise.all([
      deliveryCounts(db, guideId),
      readJob(db, sending.job_id),
      db
        .selectFrom('release')
        .select('number')
        .where('id', '=', sending.release_id)
        .executeTakeFirstOrThrow(),
    ])
    if (!job) throw new Error(`The sending of ${guideId} has no job ${sending.job_id}`)
    return {
      release: release.number,
      startedAt: sending.started_at,
      startedBy: z.object({ name: z.string() }).parse(JSON.parse(sending.started_by)).name,
      total: counts.sent + counts.refused + counts.unknown + counts.waiting,
      ...counts,
      job,
    }
  }

  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/guides/{slug}/newsletter',
      request: { params: slugParam },
      responses: answers(newsletterSchema, 'How many people get it, and how far its sending is'),
    }),
    async (c) => {
      const { slug } = c.req.valid('param')
      const headers = c.req.raw.headers
      const { guide } = await guideFor(deps, headers, slug, 'preview the newsletter')
      return c.json(await present(guide.id), 200)
    },
  )

  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/guides/{slug}/newsletter/preview',
      request: { params: slugParam },
      responses: answers(newsletterSchema, 'The draft as it stands was mailed to who asks'),
    }),
    async (c) => {
      const { slug } = c.req.valid('param')
      const headers = c.req.raw.headers
      const { guide, person } = await guideFor(deps, headers, slug, 'preview the newsletter')
      const draft = (await deps.sync.readGuide(guide.id)).guide
      mustBeNewsletter(draft)
      const draw = await newsletterMail(draft, {
        edition: `${baseUrl}/guides/${slug}/`,
        site: baseUrl,
      })
      const { subject, text, html } = draw(`${baseUrl}/newsletter/`)
      const id = `newsletter-preview.${randomUUID()}`
      const mail = { id, to: person.email, subject: `Preview: ${subject}`, text, html }
      await postOffice.deliver(mail).catch((error: unknown) => {
        throw new ApiRefusal(
          502,
          'mail-not-taken',
          'No preview was sent',
          `The mail server did not take it: ${error instanceof Error ? error.message : error}`,
        )
      })
      return c.json(await present(guide.id), 200)
    },
  )

  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/guides/{slug}/newsletter/send',
      request: { params: slugParam, ...body(sendNewsletterSchema) },
      responses: answers(newsletterSchema, 'The newsletter, on its way'),
    }),
    async (c) => {
      const { slug } = c.req.valid('param')
      const headers = c.req.raw.headers
      const { guide, person } = await guideFor(deps, headers, slug, 'send the newsletter')
      const released = await currentRelease(db, guide.id)
      if (released) mustBeNewsletter(JSON.parse(released.content) as Guide)
      const number = c.req.valid('json').release
      await sendNewsletter(store, { guideId: guide.id, number, actor: actorOf(person) })
      deps.jobs.wake()
      return c.json(await present(guide.id), 200)
    },
  )
}

function mustBeNewsletter({ frontMatter }: Guide): void {
  if (frontMatter.kind !== 'newsletter')
    throw new NewsletterRefusal(
      'not-a-newsletter',
      'This is no newsletter. Begin one in the list of guides: “New guide”, then “Newsletter”.',
    )
}

/** Asking for it, confirming that, and stopping it. Nobody learns from these who gets it. */
function addPublicPages(app: OpenAPIHono, deps: ApiDependencies, lang: SiteLanguage): void {
  const { secret } = deps
  const { newsletterPage: words, ask } = messagesFor(lang)
  const at = (path: string) => inLanguage(lang, `/newsletter/${path}`)
  const draw = async (email: string, problem: string) => {
    const page = subscribePage(lang, { email, problem, drawn: drawnNow(secret, FORM) })
    return withWholeAddresses(String(await page), deps.baseUrl)
  }

  app.get(at('subscribe'), (c) => c.redirect(at('subscribe/'), 301))
  app.get(at('subscribe/'), (c) => {
    c.header('Cache-Control', 'no-store')
    return c.html(draw('', ''))
  })
  app.post(
    at('subscribe/'),
    limitForm(deps.limits, deps.behindProxy),
    fromOurPages(deps.baseUrl),
    limitBody(MOST_BYTES, 'An address'),
    async (c) => {
      c.header('Cache-Control', 'no-store')
      const form = formSchema.safeParse(await c.req.parseBody())
      const { website, drawn, email: written = '' } = form.success ? form.data : {}
      const asked = () => c.html(newsletterMomentPage(lang, 'asked'))
      // A program that fills in every field is thanked and forgotten: it learns nothing.
      if (website) return asked()
      const email = emailSchema.safeParse(written)
      if (!email.success)
        return c.html(draw(written, written.trim() ? ask.emailWrong : ask.emailMissing), 422)
      if (!isPatient(secret, FORM, drawn)) return c.html(draw(written, ask.again), 422)
      try {
        await askForNewsletter(deps, { email: email.data, lang })
      } catch (error) {
        if (!(error instanceof TooManySubscriptions)) throw error
        return c.html(draw(written, words.tooMany), 429)
      }
      return asked()
    },
  )

  // Opened from a mail. Looking changes nothing: mail scanners open links.
  app.get(at('confirm/:token'), (c) =>
    isConfirmLink(secret, c.req.param('token') ?? '')
      ? c.html(newsletterMomentPage(lang, 'confirm'))
      : c.notFound(),
  )
  app.post(at('confirm/:token'), async (c) =>
    (await confirmSubscription(deps, c.req.param('token') ?? ''))
      ? c.html(newsletterMomentPage(lang, 'confirmed'))
      : c.html(newsletterMomentPage(lang, 'tooOld'), 410),
  )
  app.get(at('stop/:token'), (c) =>
    isStopLink(secret, c.req.param('token') ?? '')
      ? c.html(newsletterMomentPage(lang, 'stop'))
      : c.notFound(),
  )
  // The button of that page, and RFC 8058's one click by the mail program.
  app.post(at('stop/:token'), async (c) =>
    (await stopNewsletter(deps, c.req.param('token') ?? ''))
      ? c.html(newsletterMomentPage(lang, 'stopped'))
      : c.notFound(),
  )
}
