import { WordRefusal } from '@charrette/guides/word'
import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { routePath } from 'hono/route'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { type PeopleCode, PeopleRefusal } from '../accounts/index.ts'
import { type SettingsCode, SettingsRefusal } from '../consortium/index.ts'
import { CreditRefusal, type CreditRefusalCode } from '../credits/index.ts'
import { HistoryRefusal, type HistoryRefusalCode } from '../history/index.ts'
import { NewsletterRefusal } from '../newsletter/index.ts'
import type { Log } from '../observability/index.ts'
import { type RefusalCode, ReviewRefusal } from '../review/index.ts'
import { SourceRefusal, type SourceRefusalCode } from '../sources/index.ts'
import { ReadersBusy, ReturnRefusal, type ReturnRefusalCode } from '../word/index.ts'
import type { Problem } from './contract.ts'

/** A request that is refused, with a code for programs and words for people. */
export class ApiRefusal extends Error {
  readonly status: ContentfulStatusCode
  readonly code: string
  readonly title: string
  readonly headers: Record<string, string>
  constructor(
    status: ContentfulStatusCode,
    code: string,
    title: string,
    detail: string,
    headers: Record<string, string> = {},
  ) {
    super(detail)
    this.status = status
    this.code = code
    this.title = title
    this.headers = headers
  }
}

export const signInFirst = () =>
  new ApiRefusal(
    401,
    'unauthenticated',
    'Not signed in',
    'Please sign in, or send a token that is known and has not expired.',
  )
export const noRight = (doing: string) =>
  new ApiRefusal(403, 'forbidden', 'No right to do this', `You have no right to ${doing} here.`)
export const notHere = (what: string) =>
  new ApiRefusal(404, 'not-found', 'Not found', `There is no such ${what}.`)

const reviewStatus: Record<RefusalCode, ContentfulStatusCode> = {
  'candidate-not-found': 404,
  'candidate-superseded': 409,
  'candidate-decided': 409,
  'content-hash-differs': 409,
  'checks-failed': 422,
  'front-matter-incomplete': 422,
  'nothing-to-correct': 422,
  'chapter-not-released': 422,
  'chapter-unchanged': 422,
  'already-approved': 409,
  'no-such-part': 422,
  'release-not-found': 404,
  'release-published': 409,
  'release-withdrawn': 409,
  'no-such-time': 422,
  'no-such-time-zone': 422,
  'time-has-passed': 422,
}

const settingsStatus: Record<SettingsCode, ContentfulStatusCode> = {
  'no-such-theme': 422,
  'no-such-logo': 422,
  'settings-unfit': 422,
  'quota-of-guides': 409,
  'quota-of-pictures': 409,
  'consortium-exists': 409,
}

const peopleStatus: Record<PeopleCode, ContentfulStatusCode> = {
  'invitation-not-found': 404,
  'invitation-used': 410,
  'invitation-expired': 410,
  'invitation-revoked': 410,
  'already-a-member': 409,
  'already-invited': 409,
  'no-such-person': 404,
  'last-administrator': 409,
  'part-elsewhere': 409,
  'no-such-city': 404,
  'city-exists': 409,
  'city-has-people': 409,
}

const historyStatus: Record<HistoryRefusalCode, ContentfulStatusCode> = {
  'version-not-found': 404,
  'version-unreadable': 422,
  'chapter-not-in-version': 422,
  'nothing-to-restore': 409,
}

const creditStatus: Record<CreditRefusalCode, ContentfulStatusCode> = {
  'no-such-city': 422,
  'credited-already': 409,
  'no-such-correction': 404,
}

const returnStatus: Record<ReturnRefusalCode, ContentfulStatusCode> = {
  'not-sent-from-here': 422,
  'of-another-chapter': 409,
  'chapter-gone': 409,
  'nothing-changed': 409,
}

const sourceStatus: Record<SourceRefusalCode, ContentfulStatusCode> = {
  'no-doi': 422,
  'doi-unknown': 404,
  'doi-unreachable': 502,
  'doi-off': 422,
}

const newsletterStatus: Record<NewsletterRefusal['code'], ContentfulStatusCode> = {
  'not-a-newsletter': 422,
  'not-published': 409,
  'already-sent': 409,
}

/** The one place where what was refused becomes an HTTP answer (RFC 9457). */
export function problemFrom(error: unknown, c: Context, log: Log): Response {
  if (error instanceof ApiRefusal)
    return answer(c, error.status, error.code, error.title, error.message, {}, error.headers)
  if (error instanceof ReviewRefusal)
    return answer(c, reviewStatus[error.code], error.code, 'Not possible now', error.message, {
      findings: error.findings,
    })
  if (error instanceof NewsletterRefusal)
    return answer(c, newsletterStatus[error.code], error.code, 'Not possible now', error.message)
  if (error instanceof PeopleRefusal)
    return answer(c, peopleStatus[error.code], error.code, 'Not possible now', error.message)
  if (error instanceof SettingsRefusal)
    return answer(c, settingsStatus[error.code], error.code, 'Not possible', error.message)
  if (error instanceof CreditRefusal)
    return answer(c, creditStatus[error.code], error.code, 'Not possible now', error.message)
  if (error instanceof HistoryRefusal)
    return answer(c, historyStatus[error.code], error.code, 'Not possible', error.message)
  if (error instanceof WordRefusal)
    return answer(
      c,
      error.code === 'word-too-large' ? 413 : 422,
      error.code,
      'This file cannot be brought in',
      error.message,
    )
  if (error instanceof SourceRefusal)
    return answer(
      c,
      sourceStatus[error.code],
      error.code,
      'This source was not found',
      error.message,
    )
  if (error instanceof ReturnRefusal)
    return answer(
      c,
      returnStatus[error.code],
      error.code,
      'This file cannot come back',
      error.message,
    )
  if (error instanceof ReadersBusy) return answer(c, 503, 'busy', 'Busy', error.message)
  if (error instanceof HTTPException)
    return answer(c, error.status as ContentfulStatusCode, 'bad-request', 'Refused', error.message)
  log.error({ err: error, route: routePath(c) }, 'request failed')
  return answer(
    c,
    500,
    'internal',
    'Something went wrong on our side',
    'Nothing was changed. Please try again; if it happens again, tell the person who runs this server.',
  )
}

function answer(
  c: Context,
  status: ContentfulStatusCode,
  code: string,
  title: string,
  detail: string,
  more: Record<string, unknown> = {},
  headers: Record<string, string> = {},
): Response {
  const problem: Problem = { type: 'about:blank', title, status, detail, code }
  return c.json({ ...problem, ...more }, status, {
    ...headers,
    'Content-Type': 'application/problem+json',
  })
}
