/** What one connection may send: so much at once, and then so much a second. */
export interface Allowance {
  burst: number
  perSecond: number
}

/** A bucket of tokens that fills with time. */
export class TokenBucket {
  readonly #allowance: Allowance
  #tokens: number
  #last: number

  /** @param now in milliseconds, of a clock that never goes back. */
  constructor(allowance: Allowance, now = performance.now()) {
    this.#allowance = allowance
    this.#tokens = allowance.burst
    this.#last = now
  }

  /** Takes tokens out, below zero too; returns in how many milliseconds there are some again. */
  take(count: number, now = performance.now()): number {
    const { burst, perSecond } = this.#allowance
    this.#tokens = Math.min(burst, this.#tokens + ((now - this.#last) / 1000) * perSecond) - count
    this.#last = now
    return this.#tokens >= 0 ? 0 : (-this.#tokens / perSecond) * 1000
  }
}
