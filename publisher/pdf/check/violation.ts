/** What a finished PDF does wrong: which rule, where, what, and what to do about it. */
export interface Violation {
  /** `matterhorn-09-004`: a failure condition of the Matterhorn Protocol; `charrette-…`: a rule of ours. */
  ruleId: string
  /** Counted from 1; null where the file as a whole is meant. */
  page: number | null
  /** From the root down, e.g. `Document/Sect[3]/Table/TR[2]/TH`; empty outside of the structure tree. */
  structurePath: string
  /** Number of the indirect object that is wrong, where it is one. */
  object: number | null
  message: string
  mend: string
}

/** Where a violation is, for whoever reports one. */
export interface ViolationPlace {
  page?: number | null
  structurePath?: string
  object?: number | null
}

/** Violations as a rule finds them: rule, message, mend, place. */
export type Report = (ruleId: string, message: string, mend: string, place?: ViolationPlace) => void

/** One line: `page 12 Document/Sect[3]/Figure (object 31) matterhorn-13-004 The figure … Give it …`. */
export function violationAsText(violation: Violation): string {
  const { ruleId, page, structurePath, object, message, mend } = violation
  const place = [
    page === null ? 'file' : `page ${page}`,
    structurePath,
    object === null ? '' : `(object ${object})`,
  ]
    .filter(Boolean)
    .join(' ')
  return `${place} ${ruleId} ${message} ${mend}`
}
