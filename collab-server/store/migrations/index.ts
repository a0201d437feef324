import type { Kysely } from 'kysely'
import type { Dialect } from '../open-store.ts'
import * as guides from './0001-guides.ts'
import * as jobs from './0002-jobs.ts'
import * as accounts from './0010-accounts.ts'
import * as review from './0020-review.ts'
import * as logSegments from './0030-log-segments.ts'
import * as rightsChange from './0031-rights-change.ts'
import * as commentNotice from './0032-comment-notice.ts'
import * as people from './0050-people.ts'
import * as approvals from './0051-approvals.ts'
import * as notifications from './0052-notifications.ts'
import * as otherCities from './0060-other-cities.ts'
import * as questions from './0070-questions.ts'
import * as history from './0080-history.ts'
import * as credits from './0081-credits.ts'
import * as chapterAssignments from './0090-chapter-assignments.ts'
import * as wordFiles from './0100-word-files.ts'
import * as sentChapters from './0101-sent-chapters.ts'
import * as chapterPrint from './0110-chapter-print.ts'
import * as readerFeedback from './0111-reader-feedback.ts'
import * as editionReads from './0112-edition-reads.ts'
import * as newsletter from './0120-newsletter.ts'
import * as auditRedaction from './0140-audit-redaction.ts'
import * as consortiumSettings from './0141-consortium-settings.ts'

/** A step forward. There is no way back: a backup is the way back. */
export interface Migration {
  name: string
  up(db: Kysely<unknown>, dialect: Dialect): Promise<void>
}

/** In the order in which they run. */
export const migrations: Migration[] = [
  guides,
  jobs,
  accounts,
  review,
  people,
  logSegments,
  approvals,
  notifications,
  rightsChange,
  questions,
  otherCities,
  commentNotice,
  history,
  newsletter,
  wordFiles,
  chapterAssignments,
  chapterPrint,
  auditRedaction,
  consortiumSettings,
  readerFeedback,
  editionReads,
  credits,
  sentChapters,
]
