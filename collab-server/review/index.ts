export {
  type CityOfText,
  defaultRules,
  failedChecks,
  missingApprovals,
  rulesOf,
  setRules,
} from './approval-rules.ts'
export { approveCandidate, titleOf } from './approve-candidate.ts'
export { auditCsv } from './audit-csv.ts'
export { type Actor, type AuditEntry, auditTrail, record, verifyChain } from './audit-trail.ts'
export { type CandidatePart, readParts } from './candidate-parts.ts'
export { type Erratum, erratumOf } from './erratum.ts'
export { openDiscussion } from './open-discussion.ts'
export { partsOfGuide } from './parts-of-guide.ts'
export { type PublicationTime, publicationTime } from './publication-time.ts'
export { type RefusalCode, ReviewRefusal } from './refusals.ts'
export { nextReleaseNumber, type ReleaseKind } from './release-number.ts'
export { returnCandidate } from './return-candidate.ts'
export { schedulePublication } from './schedule-publication.ts'
export { submitCandidate } from './submit-candidate.ts'
export { withdrawRelease } from './withdraw-release.ts'
