import type { Store } from '../store/open-store.ts'

/** Whoever lost a right is out within a second: half of it is for looking. */
const POLL = 400

/**
 * Sees changes of people's rights, whoever made them: the database counts them
 * (`accounts/rights-changes.ts`).
 */
export class RightsWatch {
  readonly #store: Store
  readonly #onChange: (accountIds: Set<string>) => void
  readonly #changes = new Map<string, number>()
  readonly #timer: NodeJS.Timeout
  #seen = -1
  #looking: Promise<void> | null = null

  /** @param onChange told of the accounts whose rights have changed; also called on every look. */
  constructor(store: Store, onChange: (accountIds: Set<string>) => void) {
    this.#store = store
    this.#onChange = onChange
    this.#timer = setInterval(() => {
      this.#looking ??= this.#look().finally(() => {
        this.#looking = null
      })
    }, POLL)
    this.#timer.unref()
  }

  /** To be taken before somebody's rights are read. */
  mark(): number {
    return this.#seen
  }

  /** Whether an account's rights are known to have changed since a mark. */
  changedSince(accountId: string, mark: number): boolean {
    return (this.#changes.get(accountId) ?? -1) > mark
  }

  async close(): Promise<void> {
    clearInterval(this.#timer)
    await this.#looking
  }

  async #look(): Promise<void> {
    const rows = await this.#store.db
      .selectFrom('rights_change')
      .select(['account_id', 'change'])
      .where('change', '>', this.#seen)
      .execute()
      // The database is away: nothing can be written either.
      .catch(() => [])
    const changed = new Set<string>()
    for (const { account_id: accountId, change } of rows) {
      this.#seen = Math.max(this.#seen, change)
      this.#changes.set(accountId, change)
      if (accountId !== '') changed.add(accountId)
    }
    this.#onChange(changed)
  }
}
