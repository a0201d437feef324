export type HistoryRefusalCode =
  | 'version-not-found'
  | 'version-unreadable'
  | 'chapter-not-in-version'
  | 'nothing-to-restore'

/** What the history cannot do; shown to people as it is. */
export class HistoryRefusal extends Error {
  readonly code: HistoryRefusalCode
  constructor(code: HistoryRefusalCode, message: string) {
    super(message)
    this.code = code
  }
}
