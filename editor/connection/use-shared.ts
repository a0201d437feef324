import { useCallback, useRef, useSyncExternalStore } from 'react'
import type * as Y from 'yjs'
import { caretColour } from './caret-colour.ts'
import type { GuideConnection } from './guide-connection.ts'
import type { SaveState } from './save-state.ts'

/** Any shared type: its events do not matter here. */
type Observable = Pick<Y.Map<unknown>, 'observeDeep' | 'unobserveDeep'>

/** A value read from the shared document, anew whenever `type` or anything in it changes. */
export function useShared<Value>(type: Observable, read: () => Value): Value {
  const last = useRef<{ json: string; value: Value } | null>(null)
  const subscribe = useCallback(
    (listener: () => void) => {
      type.observeDeep(listener)
      return () => type.unobserveDeep(listener)
    },
    [type],
  )
  return useSyncExternalStore(subscribe, () => {
    const value = read()
    // Of `undefined` there is no JSON.
    const json = JSON.stringify(value) ?? ''
    if (last.current?.json === json) return last.current.value
    last.current = { json, value }
    return value
  })
}

/** Why nothing reaches the server now; null where all is well. Whether a letter has come there is no change of it. */
export function useTrouble(
  connection: GuideConnection,
): Extract<SaveState, { kind: 'offline' | 'stopped' }> | null {
  return useSyncExternalStore(connection.onState, () => {
    const state = connection.state()
    return state.kind === 'offline' || state.kind === 'stopped' ? state : null
  })
}

/** How many places of the guide are kept on this device only. */
export function useKeptCount({ kept }: GuideConnection): number {
  return useSyncExternalStore(kept.onChange, kept.count)
}

/** Somebody who has the guide open. */
export interface Present {
  clientId: number
  accountId: string
  name: string
  city: string
  color: string
  chapterId: string | null
  /** Whether they have changed something in the last moments. */
  typing: boolean
}

/** Who else is in the guide, once a person however many tabs they have. */
export function usePresent({ provider: { awareness } }: GuideConnection): Present[] {
  const last = useRef<{ json: string; value: Present[] }>({ json: '', value: [] })
  const subscribe = useCallback(
    (listener: () => void) => {
      awareness.on('change', listener)
      return () => awareness.off('change', listener)
    },
    [awareness],
  )
  return useSyncExternalStore(subscribe, () => {
    const people = new Map<string, Present>()
    for (const [clientId, state] of awareness.getStates()) {
      if (clientId === awareness.clientID) continue
      const { user, chapterId, typing } = state as {
        user?: { accountId?: string; name?: string; city?: string }
        chapterId?: string
        typing?: boolean
      }
      if (!user?.accountId) continue
      people.set(user.accountId, {
        clientId,
        accountId: user.accountId,
        name: user.name ?? '',
        city: user.city ?? '',
        // Not what they say of it: the carets give those a colour who have none, and change it by that.
        color: caretColour(user.accountId),
        chapterId: chapterId ?? null,
        typing: typing === true,
      })
    }
    const value = [...people.values()].sort((a, b) => a.name.localeCompare(b.name))
    const json = JSON.stringify(value)
    if (json === last.current.json) return last.current.value
    last.current = { json, value }
    return value
  })
}
