/**
 * What is on disk of a guide cannot be what was written. Not thrown where the disk or the database
 * is merely away.
 */
export class DamagedGuide extends Error {
  readonly code = 'damaged-guide'
  readonly guideId: string
  constructor(guideId: string, what: string) {
    super(`The guide ${guideId} is damaged: ${what}`)
    this.guideId = guideId
  }
}

/** SQLite says that its file is malformed: that is damage, not absence. */
export function isMalformedDatabase(error: unknown): boolean {
  const SQLITE_CORRUPT = 11
  return error instanceof Error && 'errcode' in error && error.errcode === SQLITE_CORRUPT
}
