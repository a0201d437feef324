/** Client ids of one account that are remembered; a tab has one of its own. */
const MAX_OF_ACCOUNT = 1_000

/**
 * Whose a Yjs client id is, while a guide is open: the account's that first spoke or wrote under it
 * here. Under another's id one could write the numbers that its next words will have, and Yjs
 * passes over what it has already: those words would be lost without a trace.
 *
 * It is not kept beyond that: after a crash or a restore, whoever saw what the server lost may
 * bring it back for others.
 */
export class ClientOwners {
  readonly #owners = new Map<number, string>()
  readonly #counts = new Map<string, number>()

  /** Whether a client id is known to be somebody else's. */
  isAnothers(clientId: number, accountId: string): boolean {
    const owner = this.#owners.get(clientId)
    return owner !== undefined && owner !== accountId
  }

  isOf(clientId: number, accountId: string): boolean {
    return this.#owners.get(clientId) === accountId
  }

  /** Gives an account what is nobody's yet. */
  claim(clientId: number, accountId: string): void {
    if (this.#owners.has(clientId)) return
    this.#owners.set(clientId, accountId)
    const count = (this.#counts.get(accountId) ?? 0) + 1
    this.#counts.set(accountId, count)
    if (count > MAX_OF_ACCOUNT) this.#forgetOldest(accountId)
  }

  /** Its own only: nobody makes the server forget what is another's. */
  #forgetOldest(accountId: string): void {
    for (const [clientId, owner] of this.#owners) {
      if (owner !== accountId) continue
      this.#owners.delete(clientId)
      this.#counts.set(accountId, MAX_OF_ACCOUNT)
      return
    }
  }
}
