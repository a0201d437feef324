import {
  type ApprovalRules,
  approvalRulesSchema,
  assignmentsSchema,
  attributionSchema,
  auditEntrySchema,
  boardSchema,
  type Candidate,
  type ConsortiumRole,
  candidateSchema,
  candidateSummarySchema,
  comparisonSchema,
  creditsViewSchema,
  type Delivery,
  findingSchema,
  guideHistorySchema,
  guideSummarySchema,
  guideWritingSchema,
  importReportSchema,
  jobSchema,
  type LocalTime,
  leadsSchema,
  logoSchema,
  meSchema,
  type NewAssignment,
  type NewCreditCorrection,
  type NewGuide,
  type NewInvitation,
  type NewSettings,
  newsletterSchema,
  notificationsSchema,
  type OtherCities,
  openInvitationSchema,
  peopleSchema,
  problemSchema,
  questionsSchema,
  readersSchema,
  readSourcesSchema,
  releaseSchema,
  restoredSchema,
  settingsSchema,
  statusSchema,
  translationSchema,
  uploadedPictureSchema,
} from '@charrette/collab-server/contract'
import { z } from 'zod'
import { inOurWords, words } from '../messages/index.ts'

// Else it tries out whether it may make functions from text, which the page's policy refuses and reports.
z.config({ jitless: true })

/** The server refused, or could not be reached; the message is for people. */
export class RequestFailed extends Error {
  readonly status: number
  readonly code: string
  constructor(status: number, code: string, message: string) {
    super(message)
    this.status = status
    this.code = code
  }
}

/** A refusal in the reader's language where its words or its code are known, else in the server's. */
export function refusalWords({ code, detail }: { code: string; detail: string }): string {
  const said = inOurWords(detail)
  return said === detail ? (words().refusals[code] ?? detail) : said
}

async function request<Schema extends z.ZodType>(
  schema: Schema,
  path: string,
  init: RequestInit = {},
): Promise<z.infer<Schema>> {
  let response: Response
  try {
    response = await fetch(`/api/${path}`, init)
  } catch {
    throw new RequestFailed(0, 'offline', words().unreachable)
  }
  const body: unknown = await response.json().catch(() => null)
  if (!response.ok) {
    const problem = problemSchema.safeParse(body)
    throw problem.success
      ? new RequestFailed(response.status, problem.data.code, refusalWords(problem.data))
      : new RequestFailed(response.status, 'unknown', words().answered(response.status))
  }
  return schema.parse(body)
}

const post = (value: unknown): RequestInit => ({
  method: 'POST',
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify(value),
})

const guide = (slug: string) => `guides/${encodeURIComponent(slug)}`
const settings = (consortium: string) => `consortia/${encodeURIComponent(consortium)}/settings`
const people = (consortium: string) => `consortia/${encodeURIComponent(consortium)}/people`
const candidate = (slug: string, number: number) => `${guide(slug)}/candidates/${number}`

/** What a server that sends no mail says to those who try it. */
const demonstrationSchema = z.object({
  mailPage: z.string(),
  people: z.array(
    z.object({ email: z.string(), name: z.string(), city: z.string(), role: z.string() }),
  ),
})

/** The API, by what one asks of it. */
export const api = {
  me: () => request(meSchema, 'me'),
  guides: () => request(z.array(guideSummarySchema), 'guides'),
  createGuide: (guide: NewGuide) => request(guideSummarySchema, 'guides', post(guide)),
  guide: (slug: string) => request(guideSummarySchema, guide(slug)),
  importReport: (slug: string, id: string) =>
    request(importReportSchema, `${guide(slug)}/imports/${id}`),
  checks: (slug: string) => request(z.array(findingSchema), `${guide(slug)}/checks`),
  candidates: (slug: string) =>
    request(z.array(candidateSummarySchema), `${guide(slug)}/candidates`),
  candidate: (slug: string, number: number) => request(candidateSchema, candidate(slug, number)),
  submit: (slug: string, note: string) =>
    request(candidateSchema, `${guide(slug)}/candidates`, post({ note })),
  approve: (
    slug: string,
    { number, contentHash }: Candidate,
    approval: { parts?: string[]; changelog: string; publishAt: LocalTime | null },
  ) =>
    request(
      candidateSchema,
      `${candidate(slug, number)}/approve`,
      post({ contentHash, ...approval }),
    ),
  submitErratum: (slug: string, erratum: { chapterId: string; reason: string }) =>
    request(candidateSchema, `${guide(slug)}/candidates`, post({ erratum })),
  sendBack: (slug: string, number: number, reason: string) =>
    request(candidateSchema, `${candidate(slug, number)}/return`, post({ reason })),
  rules: (slug: string) => request(approvalRulesSchema, `${guide(slug)}/rules`),
  setRules: (slug: string, rules: ApprovalRules) =>
    request(approvalRulesSchema, `${guide(slug)}/rules`, { ...post(rules), method: 'PUT' }),
  withdraw: (slug: string, number: string, reason: string) =>
    request(z.array(releaseSchema), `${guide(slug)}/releases/${number}/withdraw`, post({ reason })),
  schedule: (slug: string, number: string, publishAt: LocalTime | null) =>
    request(
      z.array(releaseSchema),
      `${guide(slug)}/releases/${number}/schedule`,
      post({ publishAt }),
    ),
  releases: (slug: string) => request(z.array(releaseSchema), `${guide(slug)}/releases`),
  newsletter: (slug: string) => request(newsletterSchema, `${guide(slug)}/newsletter`),
  previewNewsletter: (slug: string) =>
    request(newsletterSchema, `${guide(slug)}/newsletter/preview`, post({})),
  sendNewsletter: (slug: string, release: string) =>
    request(newsletterSchema, `${guide(slug)}/newsletter/send`, post({ release })),
  translation: (slug: string) => request(translationSchema, `${guide(slug)}/translation`),
  beginTranslation: (slug: string, lang: string) =>
    request(guideSummarySchema, `${guide(slug)}/translations`, post({ lang })),
  retry: (jobId: string) => request(jobSchema, `jobs/${jobId}/retry`, post({})),
  uploadPicture: (slug: string, file: Blob) =>
    request(uploadedPictureSchema, `${guide(slug)}/pictures`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/octet-stream' },
      body: file,
    }),
  people: (consortium: string) => request(peopleSchema, people(consortium)),
  invite: (consortium: string, invitation: NewInvitation) =>
    request(peopleSchema, `${people(consortium)}/invitations`, post(invitation)),
  revokeInvitation: (consortium: string, id: string) =>
    request(peopleSchema, `${people(consortium)}/invitations/${id}`, { method: 'DELETE' }),
  changeRole: (consortium: string, accountId: string, role: ConsortiumRole) =>
    request(peopleSchema, `${people(consortium)}/${accountId}/role`, post({ role })),
  removePerson: (consortium: string, accountId: string) =>
    request(peopleSchema, `${people(consortium)}/${accountId}`, { method: 'DELETE' }),
  exportPerson: (consortium: string, accountId: string) =>
    request(z.record(z.string(), z.unknown()), `${people(consortium)}/${accountId}/export`),
  erasePerson: (consortium: string, accountId: string, name: string) =>
    request(peopleSchema, `${people(consortium)}/${accountId}/erase`, post({ name })),
  renameCity: (consortium: string, cityId: string, name: string) =>
    request(peopleSchema, `consortia/${encodeURIComponent(consortium)}/cities/${cityId}`, {
      ...post({ name }),
      method: 'PUT',
    }),
  settings: (consortium: string) => request(settingsSchema, settings(consortium)),
  changeSettings: (consortium: string, changed: NewSettings) =>
    request(settingsSchema, settings(consortium), { ...post(changed), method: 'PUT' }),
  sendTestMail: (consortium: string) =>
    request(z.object({ to: z.string() }), `${settings(consortium)}/test-mail`, post({})),
  uploadLogo: (consortium: string, file: Blob) =>
    request(logoSchema, `${settings(consortium)}/logo`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/octet-stream' },
      body: file,
    }),
  status: (consortium: string) =>
    request(statusSchema, `consortia/${encodeURIComponent(consortium)}/status`),
  invitation: (token: string) => request(openInvitationSchema, `invitations/${token}`),
  acceptInvitation: (token: string) =>
    request(z.object({ signInUrl: z.string() }), `invitations/${token}/accept`, post({})),
  writing: (slug: string) => request(guideWritingSchema, `${guide(slug)}/writing`),
  decideOtherCities: (slug: string, otherCities: OtherCities) =>
    request(guideWritingSchema, `${guide(slug)}/writing`, {
      ...post({ otherCities }),
      method: 'PUT',
    }),
  leads: (slug: string) => request(leadsSchema, `${guide(slug)}/leads`),
  nameLead: (slug: string, accountId: string) =>
    request(leadsSchema, `${guide(slug)}/leads`, post({ accountId })),
  dismissLead: (slug: string, accountId: string) =>
    request(leadsSchema, `${guide(slug)}/leads/${accountId}`, { method: 'DELETE' }),
  credits: (slug: string) => request(creditsViewSchema, `${guide(slug)}/credits`),
  correctCredit: (slug: string, correction: NewCreditCorrection) =>
    request(creditsViewSchema, `${guide(slug)}/credits/corrections`, post(correction)),
  takeBackCredit: (slug: string, id: string, reason: string) =>
    request(
      creditsViewSchema,
      `${guide(slug)}/credits/corrections/${encodeURIComponent(id)}/take-back`,
      post({ reason }),
    ),
  readSources: (slug: string, text: string) =>
    request(readSourcesSchema, `${guide(slug)}/sources/read`, post({ text })),
  lookUpDoi: (slug: string, doi: string) =>
    request(readSourcesSchema, `${guide(slug)}/sources/doi`, post({ doi })),
  attribution: (slug: string) => request(attributionSchema, `${guide(slug)}/attribution`),
  history: (slug: string, before: number | null = null) =>
    request(
      guideHistorySchema,
      `${guide(slug)}/history${before === null ? '' : `?before=${before}`}`,
    ),
  compareVersions: (slug: string, from: string, to: string) =>
    request(
      comparisonSchema,
      `${guide(slug)}/history/comparison?${new URLSearchParams({ from, to })}`,
    ),
  nameVersion: (slug: string, name: string) =>
    request(guideHistorySchema, `${guide(slug)}/history/versions`, post({ name })),
  restoreVersion: (slug: string, version: string, chapterId: string | null) =>
    request(restoredSchema, `${guide(slug)}/history/restore`, post({ version, chapterId })),
  assignments: (slug: string) => request(assignmentsSchema, `${guide(slug)}/assignments`),
  assignChapter: (slug: string, chapterId: string, assignment: NewAssignment) =>
    request(assignmentsSchema, `${guide(slug)}/assignments/${chapterId}`, {
      ...post(assignment),
      method: 'PUT',
    }),
  board: () => request(boardSchema, 'board'),
  audit: (slug: string) => request(z.array(auditEntrySchema), `${guide(slug)}/audit`),
  notifications: () => request(notificationsSchema, 'notifications'),
  readNotifications: (ids?: string[]) =>
    request(notificationsSchema, 'notifications/read', post({ ids })),
  chooseDelivery: (delivery: Delivery) =>
    request(notificationsSchema, 'notifications/preference', {
      ...post({ delivery }),
      method: 'PUT',
    }),
  readers: (slug: string) => request(readersSchema, `${guide(slug)}/readers`),
  questions: () => request(questionsSchema, 'questions'),
  markAnswered: (id: string) => request(questionsSchema, `questions/${id}/answered`, post({})),
  signInLink: (email: string) =>
    request(
      z.object({ status: z.boolean() }),
      'auth/sign-in/magic-link',
      post({ email, callbackURL: '/write' }),
    ),
  signOut: () => request(z.object({ success: z.boolean() }), 'auth/sign-out', post({})),
  demonstration: () => request(demonstrationSchema, 'demo').catch(() => null),
}
