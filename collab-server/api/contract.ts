import type { GuideKind } from '@charrette/guides'
import { z } from 'zod'

// What the API says, in one place: routes validate with these schemas, the OpenAPI document is made
// from them, and the editor's client is typed by them. Moments are ISO 8601 in UTC.

/** From the least to the most; `lead` is held in one guide, the others in a consortium. */
export const roleSchema = z.enum([
  'reader',
  'commenter',
  'suggester',
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

const colourSchema = z.string().regex(/^#[0-9a-f]{6}$/i, 'is a colour such as #14365f')

export const logoSchema = z.strictObject({
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** What it says to someone who cannot see it; the consortium's name where this is empty. */
  alt: z.string().trim().max(200),
})

/** How the editions of a consortium's guides look. */
export const appearanceSchema = z.strictObject({
  /** A theme that is shipped. */
  theme: z.string().default('civic'),
  paper: z.enum(['letter', 'a4']).default('letter'),
  /** Over the theme's; see publisher/README.md, “Settings of editions”. */
  colours: z
    .strictObject({
      civic: colourSchema.optional(),
      accent: colourSchema.optional(),
      link: colourSchema.optional(),
      landmark: colourSchema.optional(),
    })
    .default({}),
  logo: logoSchema.nullable().default(null),
})
export type ChosenAppearance = z.infer<typeof appearanceSchema>

/** How much a consortium may keep; null for as much as there is room. */
export const quotasSchema = z.strictObject({
  guides: z.int().min(1).max(100_000).nullable().default(null),
  /** Megabytes (10⁶ bytes) of pictures in one guide. */
  pictures: z.int().min(1).max(1_000_000).nullable().default(null),
})
export type Quotas = z.infer<typeof quotasSchema>

export const newSettingsSchema = z.strictObject({
  name: z.string().trim().min(1, 'is missing').max(120),
  appearance: appearanceSchema,
  quotas: quotasSchema,
})
export type NewSettings = z.infer<typeof newSettingsSchema>

export const settingsSchema = newSettingsSchema.extend({
  slug: z.string(),
  themes: z.array(
    z.object({
      name: z.string(),
      description: z.string(),
      /** What stands where no colour of one's own is chosen. */
      colours: z.object({
        civic: z.string(),
        accent: z.string(),
        link: z.string(),
        landmark: z.string(),
      }),
    }),
  ),
  /** What there is now: guides, and the megabytes of pictures of the guide that has most. */
  used: z.object({ guides: z.number(), pictures: z.number() }),
  /** Whether mails go out, or are kept until a relay is named. */
  sendsMail: z.boolean(),
})
export type Settings = z.infer<typeof settingsSchema>

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

/** How far a chapter is. */
export const chapterStatusSchema = z.enum(['outline', 'drafting', 'in-review', 'final'])
export type ChapterStatus = z.infer<typeof chapterStatusSchema>

/** Which city leads a chapter, how far it is, and the day when it is due. */
export const assignmentSchema = z.object({
  chapterId: z.string(),
  title: z.string(),
  city: z.object({ id: z.string(), name: z.string() }).nullable(),
  status: chapterStatusSchema,
  /** A day, such as 2027-03-01. */
  dueOn: z.string().nullable(),
})
export type Assignment = z.infer<typeof assignmentSchema>
export const assignmentsSchema = z.array(assignmentSchema)

export const newAssignmentSchema = z.object({
  cityId: z.string().nullable(),
  status: chapterStatusSchema,
  dueOn: z.iso.date('is no day').nullable(),
})
export type NewAssignment = z.infer<typeof newAssignmentSchema>

/** The chapters of every guide that one has a part in. */
export const boardSchema = z.array(
  z.object({ slug: z.string(), title: z.string(), chapters: assignmentsSchema }),
)
export type Board = z.infer<typeof boardSchema>

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
  format: z.enum(['web', 'pdf', 'epub', 'docx', 'markdown', 'json']),
  /** Address on this server. */
  href: z.string(),
  bytes: z.number().int(),
  sha256: z.string(),
})

/** What a correction of a release is about. */
export const erratumSchema = z.object({
  chapterId: z.string(),
  chapterTitle: z.string(),
  /** What was wrong, for readers. */
  reason: z.string(),
})

/** A time as clocks of a place show it, e.g. `2027-03-14T09:00` in `America/Chicago`. */
export const localTimeSchema = z.object({ local: z.string().max(30), zone: z.string().max(60) })
export type LocalTime = z.infer<typeof localTimeSchema>

export const releaseSchema = z.object({
  number: z.string(),
  kind: z.enum(['revision', 'erratum']),
  erratum: erratumSchema.nullable(),
  /** When readers are to see it, where that was set, and the time zone in which it was said. */
  publishAt: z.object({ at: z.string(), zone: z.string() }).nullable(),
  /** From when on readers see it; null until every format is there. */
  publishedAt: z.string().nullable(),
  withdrawn: z.object({ at: z.string(), by: actorSchema, reason: z.string() }).nullable(),
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
  kind: z.enum(['revision', 'erratum']),
  erratum: erratumSchema.nullable(),
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

const changeKindSchema = z.enum(['same', 'added', 'removed', 'changed'])
const shownPicturesSchema = z.array(z.object({ sha256: z.string(), alt: z.string() }))

export const chapterChangeSchema = z.object({
  chapterId: z.string(),
  title: z.string(),
  kind: z.enum(['added', 'removed', 'changed', 'moved', 'same']),
  /** Block by block, only the blocks that changed with their neighbours. */
  blocks: z.array(
    z.object({
      kind: changeKindSchema,
      /** e.g. `paragraph`, `heading`, `tableFigure`. */
      nodeType: z.string(),
      runs: z.array(changeRunSchema),
      /** Cell by cell, of a table that changed. */
      table: z
        .object({
          caption: z.array(changeRunSchema),
          rows: z.array(
            z.object({
              kind: changeKindSchema,
              cells: z.array(
                z.object({
                  kind: changeKindSchema,
                  header: z.boolean(),
                  runs: z.array(changeRunSchema),
                }),
              ),
            }),
          ),
        })
        .optional(),
      /** Where a block that changed has pictures; files are at `…/pictures/<sha256>`. */
      pictures: z.object({ before: shownPicturesSchema, after: shownPicturesSchema }).optional(),
    }),
  ),
})

const citySharesSchema = z.array(
  z.object({
    cityId: z.string(),
    name: z.string(),
    /** Without spaces. */
    characters: z.number().int(),
  }),
)

/** Who wrote what stands in the draft, the most first; text of nobody's city is in no share. */
export const attributionSchema = z.object({
  characters: z.number().int(),
  cities: citySharesSchema,
  chapters: z.array(
    z.object({
      chapterId: z.string(),
      title: z.string(),
      characters: z.number().int(),
      cities: citySharesSchema,
    }),
  ),
})
export type AttributionView = z.infer<typeof attributionSchema>

/** Sources that were read from a file or looked up, in CSL-JSON; whoever writes adds them. */
export const readSourcesSchema = z.object({
  items: z.array(z.looseObject({ id: z.string(), type: z.string() })),
  /** What could not be read, in words. */
  problems: z.array(z.string()),
})

/** Who is credited, as it will be printed. */
const creditsSchema = z.array(
  z.object({
    name: z.string(),
    /** Of the words, in whole percent; left out for whom an editor added. */
    share: z.number().int().optional(),
  }),
)

/** Where a correction of a credit holds, and why it was made. */
const creditReasonSchema = z.string().trim().min(1, 'is missing').max(500)
const creditCorrectionBase = z.object({
  /** Null for the whole guide. */
  chapterId: z.string().max(100).nullable(),
  reason: creditReasonSchema,
})
const creditedNameSchema = z.string().trim().min(1, 'is missing').max(120)
export const newCreditCorrectionSchema = z.discriminatedUnion('kind', [
  creditCorrectionBase.extend({ kind: z.literal('add'), name: creditedNameSchema }),
  creditCorrectionBase.extend({ kind: z.literal('remove'), cityId: z.string().max(100) }),
  creditCorrectionBase.extend({
    kind: z.literal('replace'),
    cityId: z.string().max(100),
    name: creditedNameSchema,
  }),
])
export type NewCreditCorrection = z.infer<typeof newCreditCorrectionSchema>
export const takenBackSchema = z.object({ reason: creditReasonSchema })

/** The credits of a draft as its next candidate will have them. */
export const creditsViewSchema = z.object({
  guide: creditsSchema,
  chapters: z.array(
    z.object({
      chapterId: z.string(),
      credits: creditsSchema,
      /** As it will be printed; empty where nobody is credited. */
      byline: z.string(),
    }),
  ),
  /** What editors put right and nobody took back, oldest first. */
  corrections: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(['add', 'remove', 'replace']),
      chapterId: z.string().nullable(),
      chapterTitle: z.string().nullable(),
      /** The city whose text it is about; null where somebody is added. */
      city: z.string().nullable(),
      /** Who is credited; null where a city is left out. */
      name: z.string().nullable(),
      reason: z.string(),
      by: actorSchema,
      at: z.string(),
    }),
  ),
  /** Cities with words that stand in the guide, the most first. */
  writers: z.array(z.object({ id: z.string(), name: z.string() })),
})
export type CreditsView = z.infer<typeof creditsViewSchema>

/** Names a version: `now`, `u120` (after update 120 of the log), `c3` (candidate 3). */
export const versionRefSchema = z
  .string()
  .regex(/^(now|u\d{1,9}|c[1-9]\d{0,8})$/, 'is no version of a guide')

/** Who wrote when, newest first. */
export const guideHistorySchema = z.object({
  /** What one person did without a long pause; others may have written meanwhile. */
  sittings: z.array(
    z.object({
      by: actorSchema,
      from: z.string(),
      to: z.string(),
      /** Its first and last update in the log. */
      firstSeq: z.number().int(),
      lastSeq: z.number().int(),
      chapters: z.array(
        z.object({
          chapterId: z.string(),
          title: z.string(),
          /** Characters. */
          added: z.number().int(),
          removed: z.number().int(),
        }),
      ),
      /** Whether it changed front matter, bibliography or pictures. */
      around: z.boolean(),
      /** Whether changes were suggested in it. */
      suggested: z.boolean(),
    }),
  ),
  /** Ask for those before this update for more; null where there are none. */
  olderThan: z.number().int().nullable(),
  versions: z.array(
    z.object({
      ref: versionRefSchema,
      kind: z.enum(['named', 'candidate', 'release']),
      name: z.string(),
      at: z.string(),
      by: actorSchema,
    }),
  ),
  restorations: z.array(
    z.object({
      at: z.string(),
      by: actorSchema,
      /** The version's name; empty for a moment without one. */
      version: z.string(),
      /** Null for the whole guide. */
      chapterTitle: z.string().nullable(),
    }),
  ),
})
export type GuideHistory = z.infer<typeof guideHistorySchema>
export const comparisonSchema = z.object({ changes: z.array(chapterChangeSchema) })
export const newVersionSchema = z.object({
  name: z.string().trim().min(1, 'is missing').max(120),
  version: versionRefSchema.default('now'),
})
export const restorationSchema = z.object({
  version: versionRefSchema,
  /** Null for the whole guide. */
  chapterId: z.string().max(100).nullable(),
})
export const restoredSchema = z.object({ before: versionRefSchema })

/** What a guide's candidates need before they become releases. */
export const approvalRulesSchema = z
  .object({
    /** How many editors. */
    editors: z.number().int().min(1).max(9),
    /** From how many different cities. */
    cities: z.number().int().min(1).max(9),
    /** Release checks that must find nothing, and `open-comments` and `open-suggestions`. */
    checks: z.array(z.string()).max(50),
  })
  .refine(({ editors, cities }) => cities <= editors, {
    path: ['cities'],
    message: 'cannot be more than the editors',
  })
export type ApprovalRules = z.infer<typeof approvalRulesSchema>

/** What is still talked about in the draft. */
export const openDiscussionSchema = z.object({
  comments: z.number().int(),
  suggestions: z.number().int(),
})
export type OpenDiscussion = z.infer<typeof openDiscussionSchema>

export type ChapterChangeView = z.infer<typeof chapterChangeSchema>

export const candidatePartSchema = z.object({
  /** A chapter's id; empty for the front matter, order, bibliography and pictures. */
  partId: z.string(),
  title: z.string(),
  /** Names of the cities that wrote what stands in it. */
  cities: z.array(z.string()),
  approvals: z.array(
    actorSchema.extend({
      approvedAt: z.string(),
      /** Given on an earlier candidate, whose bytes here were the same. */
      earlier: z.boolean(),
    }),
  ),
  /** What it still lacks, in words; empty where it is approved. */
  missing: z.array(z.string()),
})
export type CandidatePartView = z.infer<typeof candidatePartSchema>

export const candidateSchema = candidateSummarySchema.extend({
  guide: z.object({ slug: z.string(), title: z.string() }),
  findings: z.array(findingSchema),
  /** Number of the release that `changes` compare with; null for a first release. */
  comparedWith: z.string().nullable(),
  changes: z.array(chapterChangeSchema),
  /** What its release would be called. */
  nextNumber: z.string(),
  /** What readers will be told, as far as an editor has written it. */
  changelog: z.string(),
  /** Its chapters in reading order, then what stands around them. */
  parts: z.array(candidatePartSchema),
  rules: approvalRulesSchema,
  openDiscussion: openDiscussionSchema,
  /** What stands in the way of a release whoever approves it, in words; empty where nothing does. */
  failedChecks: z.array(z.string()),
})
export type Candidate = z.infer<typeof candidateSchema>

/** What a text is for readers. */
export const guideKindSchema = z.enum([
  'guide',
  'convening',
  'news',
  'newsletter',
] as const satisfies GuideKind[])

export const guideSummarySchema = z.object({
  id: z.string(),
  slug: z.string(),
  kind: guideKindSchema,
  title: z.string(),
  subtitle: z.string(),
  summary: z.string(),
  consortium: z.object({ slug: z.string(), name: z.string() }),
  /** The caller's role in the guide's consortium. */
  role: roleSchema,
  cities: z.array(z.object({ name: z.string(), state: z.string() })),
  chapters: z.array(z.object({ id: z.string(), title: z.string() })),
  chapterCount: z.number().int(),
  wordCount: z.number().int(),
  editedAt: z.string().nullable(),
  latestRelease: z.object({ number: z.string(), releasedAt: z.string() }).nullable(),
  /** At most one revision and one erratum. */
  openCandidates: z.array(candidateSummarySchema),
})
export type GuideSummary = z.infer<typeof guideSummarySchema>

/** What authors of cities that do not lead a guide may do with its text. */
export const otherCitiesSchema = z.enum(['write', 'suggest'])
export type OtherCities = z.infer<typeof otherCitiesSchema>
export const guideWritingSchema = z.object({ otherCities: otherCitiesSchema })

/**
 * How a chapter of a translation stands to its source. missing: not in the translation. untranslated:
 * still the source's text. current: made from the text that readers see. outdated: the source has
 * changed since. gone: in the source no longer.
 */
export const chapterTranslationSchema = z.object({
  id: z.string(),
  title: z.string(),
  sourceTitle: z.string(),
  /** Of the source's chapter as readers see it; empty where it has none. */
  sourceHash: z.string(),
  state: z.enum(['missing', 'untranslated', 'current', 'outdated', 'gone']),
  /** The release of the source in which it changed; only where it is outdated. */
  since: z.object({ number: z.string(), at: z.string() }).nullable(),
})
export type ChapterTranslation = z.infer<typeof chapterTranslationSchema>

export const translationSchema = z.object({
  source: z.object({
    slug: z.string(),
    title: z.string(),
    lang: z.string(),
    /** Number of the release that readers see. */
    release: z.string(),
  }),
  chapters: z.array(chapterTranslationSchema),
})
export const newTranslationSchema = z.object({
  /** BCP 47 tag, e.g. `es` or `es-US`. */
  lang: z
    .string()
    .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'is a language tag such as "es"')
    .max(20),
})

/** How far a newsletter is. */
export const newsletterSchema = z.object({
  /** How many people get the next one. */
  subscribers: z.number().int(),
  /** The release that can be sent; null where none is published. */
  release: z.string().nullable(),
  /** Null until it was sent off. */
  sending: z
    .object({
      release: z.string(),
      startedAt: z.string(),
      startedBy: z.string(),
      total: z.number().int(),
      sent: z.number().int(),
      /** Addresses that do not exist. */
      refused: z.number().int(),
      /** Handed over when the server ended: whether they arrived, nobody knows. */
      unknown: z.number().int(),
      waiting: z.number().int(),
      job: jobSchema,
    })
    .nullable(),
})
export type Newsletter = z.infer<typeof newsletterSchema>
export const sendNewsletterSchema = z.object({ release: z.string().max(20) })

export const newGuideSchema = z.object({
  title: z.string().trim().min(1).max(200),
  consortium: z.string(),
  /** What it is for readers; a newsletter begins with what was published since the last one. */
  kind: guideKindSchema.default('guide'),
  /** What it begins with, and then the kind that goes with it; left out: one empty chapter. */
  template: z.enum(['resource-guide', 'policy-brief', 'convening-agenda']).optional(),
})
export type NewGuide = z.input<typeof newGuideSchema>
export const newCandidateSchema = z.object({
  note: z.string().trim().max(2000).default(''),
  /** To correct one chapter of the last release, instead of submitting the whole draft. */
  erratum: z
    .object({ chapterId: z.string(), reason: z.string().trim().min(1, 'is missing').max(1000) })
    .optional(),
})
export const approvalSchema = z.object({
  /** The hash of the text that the editor read: an approval counts for that text alone. */
  contentHash: z.string(),
  /** The parts that are approved; without them, all are. */
  parts: z.array(z.string()).max(1000).optional(),
  changelog: z.string().trim().max(4000).default(''),
  /** When readers may see it; null for as soon as it is published. */
  publishAt: localTimeSchema.nullable().default(null),
})
export const scheduleSchema = z.object({ publishAt: localTimeSchema.nullable() })
export const returnSchema = z.object({ reason: z.string().trim().min(1).max(4000) })

export const uploadedPictureSchema = z.object({
  sha256: z.string(),
  mediaType: z.enum(['image/svg+xml', 'image/png', 'image/jpeg', 'image/webp']),
  bytes: z.number().int(),
  width: z.number(),
  height: z.number(),
})

/** A Word file was brought in: into which guide, and where what is said of it can be read. */
export const importedSchema = z.object({ slug: z.string(), reportId: z.string() })

/** What became of a Word file. */
export const importReportSchema = z.object({
  id: z.string(),
  at: z.string(),
  fileName: z.string(),
  /** Who brought it in. */
  by: z.string(),
  /** As new chapters, or as suggestions in a chapter that was sent out. */
  kind: z.enum(['chapters', 'suggestions']),
  chapters: z.array(z.object({ id: z.string(), title: z.string() })),
  pictures: z.number().int(),
  comments: z.number().int(),
  suggestions: z.number().int(),
  /** Who tracked changes in Word, as the file names them. */
  suggestedBy: z.array(z.string()),
  findings: z.array(
    z.object({
      ruleId: z.string(),
      message: z.string(),
      mend: z.string(),
      chapterTitle: z.string(),
      chapterId: z.string().nullable(),
      quote: z.string(),
    }),
  ),
})
export type ImportReport = z.infer<typeof importReportSchema>

export const auditEntrySchema = z.object({
  /** Its place in the log of the whole server. */
  seq: z.number().int(),
  at: z.string(),
  actor: actorSchema,
  /** e.g. `submit-candidate`, `approve-candidate`, `cut-release`. */
  action: z.string(),
  /** One sentence for people. */
  summary: z.string(),
  details: z.record(z.string(), z.union([z.string(), z.number()])),
  previousHash: z.string(),
  /** SHA-256 over the hash before and this entry. */
  hash: z.string(),
})
export type AuditEntry = z.infer<typeof auditEntrySchema>

export const notificationKindSchema = z.enum([
  'mention',
  'assignment',
  'review-request',
  'decision',
  'publication',
  'question',
  'feedback',
])
export type NotificationKind = z.infer<typeof notificationKindSchema>

/** How somebody is told by mail: one mail each, one a day, or not at all. */
export const deliverySchema = z.enum(['at-once', 'digest', 'none'])
export type Delivery = z.infer<typeof deliverySchema>

export const notificationsSchema = z.object({
  unread: z.number().int(),
  delivery: deliverySchema,
  /** Newest first. */
  notifications: z.array(
    z.object({
      id: z.string(),
      kind: notificationKindSchema,
      title: z.string(),
      /** Path on this server. */
      href: z.string(),
      at: z.string(),
      read: z.boolean(),
    }),
  ),
})
export type Notifications = z.infer<typeof notificationsSchema>
export const preferenceSchema = z.object({ delivery: deliverySchema })
/** Which notifications were read; without ids, all. */
export const readSchema = z.object({ ids: z.array(z.string()).max(200).optional() })

/** What people from outside ask, newest first. */
export const questionsSchema = z.array(
  z.object({
    id: z.string(),
    name: z.string(),
    email: z.string(),
    city: z.string(),
    text: z.string(),
    askedAt: z.string(),
    /** When, and by whom: "Edith Lind"; null where it waits. */
    answered: z.object({ at: z.string(), by: z.string() }).nullable(),
  }),
)
export type AskedQuestion = z.infer<typeof questionsSchema>[number]

/** What readers of a guide's editions say, for those who write it. */
export const readersSchema = z.object({
  chapters: z.array(
    z.object({
      chapterId: z.string(),
      /** As the living text calls it, else as the edition did. */
      title: z.string(),
      /** How many found it useful, and how many did not; all editions together. */
      yes: z.number().int(),
      no: z.number().int(),
    }),
  ),
  /** Newest first. */
  feedback: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(['comment', 'example']),
      chapterId: z.string(),
      chapterTitle: z.string(),
      /** Of the edition that was read. */
      number: z.string(),
      city: z.string(),
      text: z.string(),
      at: z.string(),
      /** What it became in the living text; null until it is there. */
      arrivedAs: z.enum(['comment', 'suggestion']).nullable(),
      /** Whether the living text still has its chapter. */
      chapterIsThere: z.boolean(),
    }),
  ),
  reads: z.object({
    /** The last 90 days by UTC, oldest first: pages that were read, files that were taken. */
    days: z.array(
      z.object({ day: z.string(), pages: z.number().int(), downloads: z.number().int() }),
    ),
    /** Newest first, and how often each format was read or taken; `web` is pages. */
    editions: z.array(
      z.object({
        number: z.string(),
        times: z.array(
          z.object({
            what: z.enum(['web', 'pdf', 'epub', 'docx', 'markdown', 'json']),
            times: z.number().int(),
          }),
        ),
      }),
    ),
  }),
})
export type Readers = z.infer<typeof readersSchema>

/** How the server does, for those who answer for a consortium’s guides. */
export const statusSchema = z.object({
  version: z.string(),
  runningSince: z.string(),
  /** Whether what is written can be stored now. */
  saves: z.boolean(),
  /** Of the disk that holds the data folder; null where that cannot be told. */
  freeBytes: z.number().nullable(),
  /** Whether there was a browser to print with when the server started. */
  prints: z.boolean(),
  /** Tabs and scripts that have a guide open. */
  connections: z.number().int(),
  /** Editions that are not there yet; the oldest first. */
  publications: z.array(
    z.object({
      guide: z.object({ slug: z.string(), title: z.string() }),
      number: z.string(),
      state: z.enum(['waiting', 'running', 'failed']),
      /** 0 to 1. */
      progress: z.number(),
      /** What it is doing, or why it failed, in words for people. */
      message: z.string(),
    }),
  ),
  mail: z.object({
    /** Whether a relay is set; without one mails are kept and go nowhere. */
    sends: z.boolean(),
    /** Due and not sent yet. */
    waiting: z.number().int(),
    /** Since when the oldest of them has waited. */
    waitingSince: z.string().nullable(),
    /** Given up in the last seven days. */
    failed: z.number().int(),
  }),
  /** Guides that cannot be read from the disk. */
  damaged: z.array(z.object({ slug: z.string(), since: z.string() })),
})
export type Status = z.infer<typeof statusSchema>

/** RFC 9457. `code` is stable and for programs; `detail` is for people. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  code: z.string(),
})
export type Problem = z.infer<typeof problemSchema>
