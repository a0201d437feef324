import type { Awareness } from 'y-protocols/awareness'
import type { AfterFrame } from '../connection/after-frame.ts'

type Listener = (change: unknown, origin: unknown) => void

/**
 * An awareness that passes on what is news, and nothing else. The binding of carets says after every change
 * from outside where one's own is: with ten who type that is forty messages a second to each of the
 * others, of carets that did not move. And it draws the others' carets anew when one's own has moved.
 *
 * @param later when it is passed on: no key press waits for that.
 */
export function saidOnce(awareness: Awareness, later: Pick<AfterFrame, 'add'>): Awareness {
  const ofOthers = new Map<Listener, Listener>()
  let unsaid: Record<string, unknown> = {}
  const say = () => {
    const fields = Object.entries(unsaid)
    unsaid = {}
    for (const [field, value] of fields)
      if (isNews(awareness.getLocalState()?.[field], value))
        awareness.setLocalStateField(field, value)
  }
  return Object.create(awareness, {
    // As if it had been said: who asks compares it with where the caret is now.
    getLocalState: {
      value: () => {
        const said = awareness.getLocalState()
        return said && { ...said, ...unsaid }
      },
    },
    setLocalStateField: {
      value: (field: string, value: unknown) => {
        unsaid[field] = value
        later.add(say)
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

const isNews = (said: unknown, value: unknown): boolean =>
  JSON.stringify(said ?? null) !== JSON.stringify(value ?? null)
