import type { Awareness } from 'y-protocols/awareness'

type Listener = (change: unknown, origin: unknown) => void

/**
 * An awareness that passes on what is news, and nothing else. The binding of carets says after every change
 * from outside where one's own is: with ten who type that is forty messages a second to each of the
 * others, of carets that did not move. And it draws the others' carets anew when one's own has moved.
 */
export function saidOnce(awareness: Awareness): Awareness {
  const ofOthers = new Map<Listener, Listener>()
  return Object.create(awareness, {
    setLocalStateField: {
      value: (field: string, value: unknown) => {
        const said: unknown = awareness.getLocalState()?.[field]
        if (JSON.stringify(said ?? null) !== JSON.stringify(value ?? null))
          awareness.setLocalStateField(field, value)
      },
    },
    on: {
      value: (name: 'change' | 'update', listener: Listener) => {
        const told: Listener = (change, origin) => {
          if (origin !== 'local') listener(change, origin)
        }
        ofOthers.set(listener, told)
        awareness.on(name, told)
      },
    },
    off: {
      value: (name: 'change' | 'update', listener: Listener) => {
        awareness.off(name, ofOthers.get(listener) ?? listener)
        ofOthers.delete(listener)
      },
    },
  })
}
