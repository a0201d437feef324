import type { Finding } from '@charrette/guides'

export type RefusalCode =
  | 'candidate-not-found'
  | 'candidate-superseded'
  | 'candidate-decided'
  | 'content-hash-differs'
  | 'checks-failed'
  | 'front-matter-incomplete'
  | 'nothing-to-correct'
  | 'chapter-not-released'
  | 'chapter-unchanged'
  | 'already-approved'
  | 'no-such-part'
  | 'release-not-found'
  | 'release-published'
  | 'release-withdrawn'
  | 'no-such-time'
  | 'no-such-time-zone'
  | 'time-has-passed'

/** An action that the rules of review do not allow now; shown to people as it is. */
export class ReviewRefusal extends Error {
  readonly code: RefusalCode
  readonly findings: Finding[]
  constructor(code: RefusalCode, message: string, findings: Finding[] = []) {
    super(message)
    this.code = code
    this.findings = findings
  }
}
