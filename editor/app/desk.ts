/** What two parts of a page know of each other: a state that either changes, and who is told. */
export interface Desk<State> {
  state(): State
  set(change: Partial<State>): void
  onChange(listener: () => void): () => void
}

export function createDesk<State extends object>(first: State): Desk<State> {
  let state = first
  const listeners = new Set<() => void>()
  return {
    state: () => state,
    set: (change) => {
      state = { ...state, ...change }
      for (const listener of listeners) listener()
    },
    onChange: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
