export type ReturnRefusalCode =
  | 'not-sent-from-here'
  | 'of-another-chapter'
  | 'chapter-gone'
  | 'nothing-changed'

/** A Word file that cannot come back to a chapter; shown to people as it is. */
export class ReturnRefusal extends Error {
  readonly code: ReturnRefusalCode
  constructor(code: ReturnRefusalCode, message: string) {
    super(message)
    this.code = code
  }
}
