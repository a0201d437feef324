import { z } from 'zod'

// What the API says, in one place: routes validate with these schemas, the OpenAPI document is made
// from them, and the editor's client is typed by them. Moments are ISO 8601 in UTC.

/** From the least to the most; `lead` is held in one guide, the others in a consortium. */
export const roleSchema = z.enum([
  'reader',
  'commenter',
  'author',
  'lead',
  'editor',
  'administrator',
])
export type Role = z.infer<typeof roleSchema>

export const citySchema = z.object({ id: z.string(), name: z.string(), state: z.string() })

export const accountSchema = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  city: citySchema.nullable(),
})

export const meSchema = z.object({
  account: accountSchema,
  memberships: z.array(
    z.object({
      consortium: z.object({ id: z.string(), slug: z.string(), name: z.string() }),
      role: roleSchema,
    }),
  ),
})
export type Me = z.infer<typeof meSchema>

/** Who did something, as shown to people. */
export const actorSchema = z.object({ accountId: z.string(), name: z.string(), city: z.string() })
export type Actor = z.infer<typeof actorSchema>

/** The roles that somebody can have in a whole consortium. */
export const consortiumRoleSchema = roleSchema.exclude(['lead'])
export type ConsortiumRole = z.infer<typeof consortiumRoleSchema>

/** Somebody with a part in a consortium. */
export const memberSchema = z.object({
  accountId: z.string(),
  name: z.string(),
  city: z.string(),
  role: consortiumRoleSchema,
  /** Only for those who manage people; else null. */
  email: z.string().nullable(),
})
export type Member = z.infer<typeof memberSchema>

export const invitationSchema = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  city: z.string(),
  role: consortiumRoleSchema,
  invitedBy: z.string(),
  createdAt: z.string(),
  expiresAt: z.string(),
})
export type Invitation = z.infer<typeof invitationSchema>

export const peopleSchema = z.object({
  consortium: z.object({ slug: z.string(), name: z.string() }),
  people: z.array(memberSchema),
  /** Cities that one can be invited for. */
  cities: z.array(citySchema),
  /** Invitations that wait; empty for those who do not manage people. */
  invitations: z.array(invitationSchema),
})
export type People = z.infer<typeof peopleSchema>

export const newInvitationSchema = z.object({
  email: z.email('is no e-mail address').trim().max(254),
  name: z.string().trim().min(1, 'is missing').max(120),
  role: consortiumRoleSchema,
  /** A city of the consortium by its name, or a new one. */
  city: z.object({
    name: z.string().trim().min(1, 'is missing').max(120),
    state: z.string().trim().max(60).default(''),
  }),
})
export type NewInvitation = z.infer<typeof newInvitationSchema>

/** What somebody sees who opens the link in their invitation. */
export const openInvitationSchema = z.object({
  email: z.string(),
  name: z.string(),
  city: z.string(),
  role: consortiumRoleSchema,
  consortium: z.string(),
  invitedBy: z.string(),
  expiresAt: z.string(),
})

export const leadsSchema = z.array(actorSchema)

/**
 * submitted: waits for an editor. superseded: a newer candidate took its place.
 * returned: sent back with a reason. approved: became a release.
 */
export const candidateStateSchema = z.enum(['submitted', 'superseded', 'returned', 'approved'])
export type CandidateState = z.infer<typeof candidateStateSchema>

export const jobStateSchema = z.enum(['waiting', 'running', 'done', 'failed'])

export const jobSchema = z.object({
  id: z.string(),
  state: jobStateSchema,
  /** 0 to 1. */
  progress: z.number(),
  /** What it is doing, or why it failed, in words for people. */
  message: z.string(),
  attempts: z.number().int(),
})
export type Job = z.infer<typeof jobSchema>

export const editionFileSchema = z.object({
  format: z.enum(['web', 'pdf', 'epub', 'docx']),
  /** Address on this server. */
  href: z.string(),
  bytes: z.number().int(),
  sha256: z.string(),
})

export const releaseSchema = z.object({
  number: z.string(),
  contentHash: z.string(),
  releasedAt: z.string(),
  approvals: z.array(z.object({ name: z.string(), city: z.string(), approvedAt: z.string() })),
  changelog: z.string(),
  /** The job that publishes it. */
  job: jobSchema.nullable(),
  /** Empty until every format is there: readers see all of an edition or none of it. */
  editions: z.array(editionFileSchema),
})
export type ReleaseView = z.infer<typeof releaseSchema>

export const candidateSummarySchema = z.object({
  number: z.number().int(),
  state: candidateStateSchema,
  contentHash: z.string(),
  submittedBy: actorSchema,
  submittedAt: z.string(),
  /** What the author says of it. */
  note: z.string(),
  decidedBy: actorSchema.nullable(),
  decidedAt: z.string().nullable(),
  /** Why it was returned; empty otherwise. */
  reason: z.string(),
  releaseNumber: z.string().nullable(),
})
export type CandidateSummary = z.infer<typeof candidateSummarySchema>

/** A finding of the release checks (`guides`): the rule, the place, what is wrong and the mend. */
export const findingSchema = z.object({
  ruleId: z.string(),
  severity: z.enum(['error', 'warning']),
  message: z.string(),
  mend: z.string(),
  chapterId: z.string().nullable(),
  chapterTitle: z.string(),
  /** Words at the place, to find it by; empty where the whole chapter or guide is meant. */
  quote: z.string(),
})

/** A run of words in a comparison of two texts. */
export const changeRunSchema = z.object({
  kind: z.enum(['same', 'added', 'removed']),
  text: z.string(),
})

export const chapterChangeSchema = z.object({
  chapterId: z.string(),
  title: z.string(),
  kind: z.enum(['added', 'removed', 'changed', 'moved', 'same']),
  /** Block by block, only the blocks that changed with their neighbours. */
  blocks: z.array(
    z.object({
      kind: z.enum(['same', 'added', 'removed', 'changed']),
      /** e.g. `paragraph`, `heading`, `tableFigure`. */
      nodeType: z.string(),
      runs: z.array(changeRunSchema),
    }),
  ),
})

export const candidateSchema = candidateSummarySchema.extend({
  guide: z.object({ slug: z.string(), title: z.string() }),
  findings: z.array(findingSchema),
  /** Number of the release that `changes` compare with; null for a first release. */
  comparedWith: z.string().nullable(),
  changes: z.array(chapterChangeSchema),
  /** What the next release would be called, by kind of release. */
  nextNumbers: z.object({ revision: z.string(), erratum: z.string().nullable() }),
})
export type Candidate = z.infer<typeof candidateSchema>

export const guideSummarySchema = z.object({
  id: z.string(),
  slug: z.string(),
  title: z.string(),
  subtitle: z.string(),
  summary: z.string(),
  consortium: z.object({ slug: z.string(), name: z.string() }),
  /** The caller's role in the guide's consortium. */
  role: roleSchema,
  cities: z.array(z.object({ name: z.string(), state: z.string() })),
  chapterCount: z.number().int(),
  wordCount: z.number().int(),
  editedAt: z.string().nullable(),
  latestRelease: z.object({ number: z.string(), releasedAt: z.string() }).nullable(),
  openCandidate: candidateSummarySchema.nullable(),
})
export type GuideSummary = z.infer<typeof guideSummarySchema>

export const newGuideSchema = z.object({
  title: z.string().trim().min(1).max(200),
  consortium: z.string(),
})
export const newCandidateSchema = z.object({ note: z.string().trim().max(2000).default('') })
export const approvalSchema = z.object({
  /** The hash of the text that the editor read: an approval counts for that text alone. */
  contentHash: z.string(),
  kind: z.enum(['revision', 'erratum']),
  changelog: z.string().trim().max(4000).default(''),
})
export const returnSchema = z.object({ reason: z.string().trim().min(1).max(4000) })

export const uploadedPictureSchema = z.object({
  sha256: z.string(),
  mediaType: z.enum(['image/svg+xml', 'image/png', 'image/jpeg', 'image/webp']),
  bytes: z.number().int(),
  width: z.number(),
  height: z.number(),
})

export const auditEntrySchema = z.object({
  at: z.string(),
  actor: actorSchema,
  /** e.g. `submit-candidate`, `approve-candidate`, `cut-release`. */
  action: z.string(),
  /** One sentence for people. */
  summary: z.string(),
})

/** RFC 9457. `code` is stable and for programs; `detail` is for people. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  code: z.string(),
})
export type Problem = z.infer<typeof problemSchema>
