import { mailPage, problemPage } from '@charrette/templates/site'
import { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { routePath } from 'hono/route'
import { demonstrationPeople } from '../demo/seed-library.ts'
import { type Log, observeRequests, operatorRoutes, traceRequests } from '../observability/index.ts'
import { serveEditor } from '../site/editor-files.ts'
import { createSite, failurePage, notFoundPage } from '../site/site.ts'
import { siteSources } from '../site/site-sources.ts'
import { whatWasRead } from '../statistics/index.ts'
import type { ApiDependencies } from './dependencies.ts'
import { fromOurPages } from './from-our-pages.ts'
import { limitBody } from './limit-body.ts'
import { limitSignIns } from './limit-requests.ts'
import { ApiRefusal, notHere, problemFrom } from './problem.ts'
import { addAssignmentRoutes } from './routes/assignments.ts'
import { addCandidateRoutes } from './routes/candidates.ts'
import { addChapterPrintRoutes } from './routes/chapter-prints.ts'
import { addCreditRoutes } from './routes/credits.ts'
import { addFeedbackRoutes } from './routes/feedback.ts'
import { addGuideRoutes } from './routes/guides.ts'
import { addHistoryRoutes } from './routes/history.ts'
import { addNewsletterRoutes } from './routes/newsletter.ts'
import { addNotificationRoutes } from './routes/notifications.ts'
import { addPeopleRoutes } from './routes/people.ts'
import { addPictureRoutes } from './routes/pictures.ts'
import { addQuestionRoutes } from './routes/questions.ts'
import { addReleaseRoutes } from './routes/releases.ts'
import { addRenderedRoutes } from './routes/rendered.ts'
import { addSetUpRoutes } from './routes/set-up.ts'
import { addSettingsRoutes } from './routes/settings.ts'
import { addSignInLinkRoutes } from './routes/sign-in-link.ts'
import { addSourceRoutes } from './routes/sources.ts'
import { addStatusRoutes } from './routes/status.ts'
import { addTranslationRoutes } from './routes/translations.ts'
import { addWordRoutes } from './routes/word.ts'
import { securityHeaders, storeNothing } from './security-headers.ts'

const MAX_BODY = 1024 * 1024
/** Routes with limits of their own. */
const takesFiles = /\/(?:pictures|imports|returns|logo)$/

/** The pages that the editor's application draws. */
const isOfEditor = /^\/(?:write|sign-in$|join)(?:\/|$)/

/** A page for what went wrong on a public page: the request's fault, or ours. */
function failureFrom(error: Error, c: Context, log: Log): Response | Promise<Response> {
  if (error instanceof ApiRefusal)
    return c.html(problemPage(error.title, error.message), error.status)
  if (error instanceof HTTPException && error.status < 500)
    return c.html(
      problemPage(
        'This was not taken',
        'It did not come from one of our pages. Open the page again and send it from there.',
      ),
      error.status,
    )
  log.error({ err: error, route: routePath(c) }, 'page failed')
  return c.html(failurePage(), 500)
}

/** Everything that is answered over HTTP: the API, sign-in, the public site. */
export function createApp(deps: ApiDependencies): OpenAPIHono {
  const { store, accounts, dataFolder } = deps
  // Told apart by a proxy or by PUBLIC_URL: what is exported with that address is the same, byte for byte.
  const formsAt = deps.behindProxy ? deps.baseUrl : ''
  const app = new OpenAPIHono({
    defaultHook: (result) => {
      if (result.success) return
      const [first] = result.error.issues
      throw new ApiRefusal(
        400,
        'bad-request',
        'Not understood',
        `${first?.path.join('.') || 'The request'}: ${first?.message ?? 'is not of the right shape'}`,
      )
    },
  })
  app.use(traceRequests)
  app.use(observeRequests(deps))
  const headers = securityHeaders(deps.baseUrl)
  // The search is WebAssembly (Pagefind); nothing else may be.
  const searchHeaders = securityHeaders(deps.baseUrl, { sources: ["'wasm-unsafe-eval'"] })
  const writingHeaders = securityHeaders(deps.baseUrl, {
    // What is pasted is read by ProseMirror, in a document of its own that runs nothing.
    policies: ['ProseMirrorClipboard'],
  })
  app.use((c, next) => {
    if (c.req.path.startsWith('/search/')) return searchHeaders(c, next)
    return (isOfEditor.test(c.req.path) ? writingHeaders : headers)(c, next)
  })
  // Before everything that asks for a session, or reads the database.
  app.route('/', operatorRoutes(deps))
  const sameSite = fromOurPages(deps.baseUrl)
  // Who sends a token is no browser that was led here: its cookies do not count.
  app.use('/api/*', (c, next) => (c.req.header('Authorization') ? next() : sameSite(c, next)))
  const smallBody = limitBody(MAX_BODY, 'A request')
  app.use('/api/*', (c, next) => (takesFiles.test(c.req.path) ? next() : smallBody(c, next)))
  app.use('/api/*', storeNothing)
  const signIns = limitSignIns(deps.limits, deps.behindProxy)
  app.use('/api/auth/*', signIns)
  app.use('/api/invitations/*', signIns)
  // These and no more: better-auth brings routes by which anybody could found cities, join them
  // or take another's name.
  app.post('/api/auth/sign-in/magic-link', (c) => accounts.handle(c.req.raw))
  app.get('/api/auth/magic-link/verify', (c) => accounts.handle(c.req.raw))
  app.post('/api/auth/sign-out', (c) => accounts.handle(c.req.raw))
  addGuideRoutes(app, deps)
  addCandidateRoutes(app, deps)
  addAssignmentRoutes(app, deps)
  addReleaseRoutes(app, deps)
  addHistoryRoutes(app, deps)
  addCreditRoutes(app, deps)
  addRenderedRoutes(app, deps)
  addPictureRoutes(app, deps)
  addPeopleRoutes(app, deps)
  addNotificationRoutes(app, deps)
  addQuestionRoutes(app, deps)
  addStatusRoutes(app, deps)
  addSourceRoutes(app, deps)
  addSettingsRoutes(app, deps)
  addSetUpRoutes(app, deps)
  addFeedbackRoutes(app, deps)
  addSignInLinkRoutes(app, deps)
  addNewsletterRoutes(app, deps)
  addWordRoutes(app, deps)
  addChapterPrintRoutes(app, deps)
  addTranslationRoutes(app, deps)
  if (deps.demonstration && deps.postOffice.sendMail === null) {
    app.get('/api/demo', (c) => c.json({ mailPage: '/demo/mail', people: demonstrationPeople }))
    app.get('/demo/mail', async (c) => c.html(mailPage(await deps.postOffice.shown())))
  }
  app.doc('/api/openapi.json', {
    openapi: '3.0.3',
    info: { title: 'Charrette', version: '1', description: 'Guides for cities, by cities.' },
  })
  app.all('/api/*', () => {
    throw notHere('address in the API')
  })
  app.route('/', serveEditor(deps.editorFolder))
  app.route(
    '/',
    createSite(siteSources(store, dataFolder, { baseUrl: deps.baseUrl, formsAt }), {
      onEditionServed: ({ slug, number, path, request, response }) => {
        const what = whatWasRead(request, path, response)
        if (what) deps.reads.count(slug, number, what)
      },
    }),
  )
  app.notFound((c) => c.html(notFoundPage(c.req.path), 404))
  app.onError((error, c) =>
    c.req.path.startsWith('/api/')
      ? problemFrom(error, c, deps.log)
      : failureFrom(error, c, deps.log),
  )
  return app
}
