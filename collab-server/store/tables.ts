import type { Format } from '@charrette/publisher/manifest'
import type { Generated, Selectable } from 'kysely'

// One shape for SQLite and Postgres: text, integers and bytes. Moments are ISO 8601 text in UTC,
// which sorts as it reads; JSON is text.

export interface Tables {
  word_import: WordImportRow
  sent_chapter: SentChapterRow
  /**
   * `head_seq`: the last entry of its update log; 0 for none. `other_cities`: `write` or `suggest`, what
   * authors of cities that do not lead it may do.
   */
  guide: GuideRow & { head_seq: Generated<number>; other_cities: Generated<string> }
  update_log: UpdateLogRow
  log_segment: LogSegmentRow
  snapshot: SnapshotRow
  quarantine: QuarantineRow
  guide_version: GuideVersionRow
  guide_restoration: GuideRestorationRow
  /** Comments that mention somebody who has not been told yet. */
  comment_notice: {
    id: string
    guide_id: string
    thread_id: string
    message_id: string
    at: string
  }
  job: JobRow
  consortium: { id: string; slug: string; name: string }
  /** JSON, as `consortium/settings.ts` has it. */
  consortium_setting: { consortium_id: string; settings: string; changed_at: string }
  /** JSON: the appearance of the settings when it was approved; none where nothing was chosen. */
  release_appearance: { release_id: string; appearance: string }
  /** What was put into a guide, by content, with its size in bytes. */
  guide_picture: { guide_id: string; sha256: string; bytes: number }
  consortium_member: { account_id: string; consortium_id: string; role: string }
  guide_member: { guide_id: string; account_id: string; role: string }
  consortium_invitation: InvitationRow
  script_token: ScriptTokenRow
  mail: MailRow
  mail_preference: { account_id: string; delivery: string }
  notification: NotificationRow
  question: QuestionRow
  reader_feedback: ReaderFeedbackRow
  /** How often an edition was read on a day (UTC): `web` for a page, else a format that was taken. */
  edition_reads: { slug: string; number: string; day: string; what: string; times: number }
  /** How many readers of an edition found a chapter useful, and how many did not. */
  chapter_usefulness: {
    guide_id: string
    number: string
    chapter_id: string
    yes: number
    no: number
  }
  candidate: CandidateTable
  newsletter_subscriber: SubscriberRow
  newsletter_sending: NewsletterSendingRow
  newsletter_delivery: NewsletterDeliveryRow
  candidate_part: CandidatePartRow
  approval: ApprovalRow
  approval_rule: ApprovalRuleRow
  release: ReleaseRow
  edition_file: EditionFileRow
  /** Which city leads a chapter, how far it is, and the day when it is due. */
  chapter_assignment: {
    guide_id: string
    chapter_id: string
    city_id: string | null
    status: string
    due_on: string | null
    changed_at: string
  }
  chapter_print: ChapterPrintRow
  credit_correction: CreditCorrectionRow
  audit: AuditRow
  /** `hash`: of the entry as it is since this erasure, which an entry of the log itself names. */
  audit_redaction: { erasure: string; seq: number; hash: string }
  /** How often anybody's rights had changed when this account's last did. */
  rights_change: { account_id: string; change: number }
  meta: { key: string; value: string }
  // better-auth's, as far as we read them. An organisation is a city.
  user: { id: string; name: string; email: string }
  session: { id: string; userId: string }
  organization: { id: string; name: string; slug: string; metadata: string | null }
  member: { id: string; organizationId: string; userId: string; role: string }
}

/** What an editor put right in the credits of a guide; `kind`: `add`, `remove` or `replace`. */
export interface CreditCorrectionRow {
  id: string
  guide_id: string
  /** Null for the whole guide. */
  chapter_id: string | null
  kind: string
  /** The city whose text it is about; null where somebody is added. */
  city_id: string | null
  /** Who is credited; null where a city is left out. */
  name: string | null
  reason: string
  /** An actor as JSON. */
  made_by: string
  made_at: string
  taken_back_at: string | null
}

export interface GuideRow {
  id: string
  slug: string
  consortium_id: string
  created_at: string
  created_by: string
}

/**
 * Every update that was accepted, in order, with who it came from. Never rewritten; old ones move,
 * as they are, into segments.
 */
export interface UpdateLogRow {
  guide_id: string
  seq: number
  update: Uint8Array
  account_id: string
  city_id: string
  at: string
}

/** A run of the log's older entries, packed: `sync/log-segments.ts` says how. */
export interface LogSegmentRow {
  guide_id: string
  first_seq: number
  last_seq: number
  entries: Uint8Array
  crc32: number
}

/** A moment of a guide that somebody gave a name. */
export interface GuideVersionRow {
  id: string
  guide_id: string
  /** The last update of its log that it holds. */
  seq: number
  name: string
  /** The actor, as JSON. */
  named_by: string
  named_at: string
}

/** What brought an earlier text back: the update in the log that this Yjs client wrote. */
export interface GuideRestorationRow {
  guide_id: string
  client_id: string
  /** Whose text it brought back: the guide as it stood after this update. */
  source_seq: number
  /** Name of the version, for people. */
  version: string
  /** Null for the whole guide. */
  chapter_id: string | null
  /** The actor, as JSON. */
  restored_by: string
  restored_at: string
}

/** A guide that is damaged on disk. It is not served and nothing is stored in it. */
export interface QuarantineRow {
  guide_id: string
  reason: string
  at: string
}

/** The state after an update of the log, so that a guide opens without reading its whole log. */
export interface SnapshotRow {
  guide_id: string
  through_seq: number
  state: Uint8Array
  /** Of the state, signed; null where it was written by a version that knew of none. */
  crc32: number | null
  at: string
}

export interface JobRow {
  id: string
  kind: string
  payload: string
  state: 'waiting' | 'running' | 'done' | 'failed'
  progress: number
  message: string
  attempts: number
  max_attempts: number
  run_at: string
  leased_until: string | null
  leased_by: string | null
  created_at: string
  finished_at: string | null
}

export interface ScriptTokenRow {
  id: string
  /** SHA-256 of the token, hexadecimal: the token itself is nowhere. */
  token_hash: string
  account_id: string
  role: string
  created_at: string
  expires_at: string
  revoked_at: string | null
}

/** Stands until it is accepted, revoked or expired. */
export interface InvitationRow {
  id: string
  consortium_id: string
  email: string
  name: string
  city_id: string
  role: string
  /** SHA-256 of the link's token, hexadecimal: the token itself is only in the mail. */
  token_hash: string
  /** The actor, as JSON. */
  invited_by: string
  created_at: string
  expires_at: string
  accepted_at: string | null
  revoked_at: string | null
}

export interface MailRow {
  id: string
  to_address: string
  subject: string
  text: string
  html: string
  created_at: string
  sent_at: string | null
  /** Address that stops mails of this kind; null for mails that somebody asked for. */
  stop_url: string | null
  /** When it was handed to the relay; taken back where the relay refused it. */
  handed_over_at: string | null
}

export interface NotificationRow {
  id: string
  account_id: string
  kind: string
  /** Names the event: one notification an account and event. */
  cause: string
  title: string
  href: string
  created_at: string
  read_at: string | null
  mailed_at: string | null
}

/** Somebody who asked for the newsletter. Gone when they stop it: nothing of them is kept. */
export interface SubscriberRow {
  id: string
  /** In lower case. */
  email: string
  /** The language of the page on which they asked. */
  lang: string
  /** How often they asked since `asked_since`: each time a mail goes out. */
  asked: number
  asked_since: string
  /** When they answered the mail; null until then. */
  confirmed_at: string | null
}

/** A newsletter that was sent, or is being sent: once a guide. */
export interface NewsletterSendingRow {
  guide_id: string
  release_id: string
  job_id: string
  started_at: string
  /** The actor, as JSON. */
  started_by: string
}

/**
 * One newsletter for one subscriber. `handed-over`: a crash came between handing it to the relay and
 * writing that down; it is not sent again. `refused`: the relay will never take it.
 */
export interface NewsletterDeliveryRow {
  guide_id: string
  subscriber_id: string
  state: 'waiting' | 'handed-over' | 'sent' | 'refused'
}

/** What somebody from outside asked. */
export interface QuestionRow {
  id: string
  name: string
  email: string
  city: string
  text: string
  asked_at: string
  answered_at: string | null
  /** The account of who marked it so. */
  answered_by: string | null
}

/** What a reader of an edition's chapter wrote to its authors. */
export interface ReaderFeedbackRow {
  /** Also of the comment thread or the suggestion that it becomes. */
  id: string
  guide_id: string
  /** Number of the edition that was read. */
  number: string
  chapter_id: string
  /** As the edition says it: the chapter may be gone. */
  chapter_title: string
  kind: 'comment' | 'example'
  city: string
  /** JSON of what was written: `feedback/keep-feedback.ts` says its shapes. */
  content: string
  sent_at: string
  /** What it became in the living text; null until it is there. */
  arrived_as: 'comment' | 'suggestion' | null
}

export type CandidateRow = Selectable<CandidateTable>

export interface CandidateTable {
  id: string
  guide_id: string
  number: number
  state: 'submitted' | 'superseded' | 'returned' | 'approved'
  content_hash: string
  /** The frozen `Guide`, as canonical JSON. */
  content: string
  state_vector: Uint8Array
  /** The last update of the log that its text holds; 0 where it was submitted before this was kept. */
  log_seq: Generated<number>
  note: string
  submitted_by: string
  submitted_at: string
  decided_by: string | null
  decided_at: string | null
  reason: string
  kind: 'revision' | 'erratum'
  /** The `Erratum`, as JSON; null for a revision. */
  erratum: string | null
  /** What readers should know, by whoever approved last and said something. */
  changelog: string
}

export interface CandidatePartRow {
  candidate_id: string
  /** A chapter's id; empty for what stands around the chapters. */
  part_id: string
  hash: string
  /** Cities that wrote it, as JSON. */
  cities: string
}

export interface ApprovalRow {
  guide_id: string
  part_id: string
  hash: string
  account_id: string
  actor: string
  city_id: string
  /** The candidate that it was given on. */
  candidate_id: string
  approved_at: string
}

export interface ApprovalRuleRow {
  guide_id: string
  editors: number
  cities: number
  checks: string
}

export interface ReleaseRow {
  id: string
  guide_id: string
  candidate_id: string
  number: string
  /** Order of release within the guide, from 1. */
  ordinal: number
  content_hash: string
  released_at: string
  approvals: string
  changelog: string
  job_id: string
  /** From when on readers see it; set once every edition is in place, to a later time if scheduled. */
  published_at: string | null
  kind: 'revision' | 'erratum'
  erratum: string | null
  publish_at: string | null
  publish_zone: string | null
  withdrawn_at: string | null
  withdrawn_by: string | null
  withdrawal_reason: string | null
  /** When its people were told that readers see it. */
  announced_at: string | null
}

export interface EditionFileRow {
  release_id: string
  format: Format
  path: string
  bytes: number
  sha256: string
}

/** Some chapters of a release, asked for as a PDF of their own. */
export interface ChapterPrintRow {
  /** SHA-256 of release and chapters, hexadecimal; the file's name. */
  key: string
  release_id: string
  /** Their ids in the guide's order, as JSON. */
  chapters: string
  job_id: string
  requested_at: string
}

export interface AuditRow {
  seq: Generated<number>
  /** Empty where the entry concerns a consortium and no guide of it. */
  guide_id: string
  consortium_id: string | null
  at: string
  actor: string
  action: string
  summary: string
  details: string
  previous_hash: string
  hash: string
}

export interface WordImportRow {
  id: string
  guide_id: string
  account_id: string
  at: string
  file_name: string
  /** JSON of the API's `importReportSchema`, without what the other columns say. */
  report: string
}

export interface SentChapterRow {
  id: string
  guide_id: string
  chapter_id: string
  account_id: string
  at: string
  /** The Word file, among the server's files. */
  sha256: string
  /** The last update of the log that was in its text. */
  log_seq: number
}
