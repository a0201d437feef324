import type { Awareness } from 'y-protocols/awareness'

/**
 * An awareness that passes on what is news, and nothing else. The binding of carets says after every change
 * from outside where one's own is: with ten who type that is forty messages a second to each of the
 * others, of carets that did not move.
 */
export function saidOnce(awareness: Awareness): Awareness {
  return Object.create(awareness, {
    setLocalStateField: {
      value: (field: string, value: unknown) => {
        const said: unknown = awareness.getLocalState()?.[field]
        if (JSON.stringify(said ?? null) !== JSON.stringify(value ?? null))
          awareness.setLocalStateField(field, value)
      },
    },
  })
}
