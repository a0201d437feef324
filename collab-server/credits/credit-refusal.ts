export type CreditRefusalCode = 'no-such-city' | 'credited-already' | 'no-such-correction'

/** A correction of credits that cannot be made; shown to people as it is. */
export class CreditRefusal extends Error {
  readonly code: CreditRefusalCode
  constructor(code: CreditRefusalCode, message: string) {
    super(message)
    this.code = code
  }
}
