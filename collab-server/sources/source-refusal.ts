export type SourceRefusalCode = 'no-doi' | 'doi-unknown' | 'doi-unreachable' | 'doi-off'

/** A source that cannot be looked up; shown to people as it is. */
export class SourceRefusal extends Error {
  readonly code: SourceRefusalCode
  constructor(code: SourceRefusalCode, message: string) {
    super(message)
    this.code = code
  }
}
