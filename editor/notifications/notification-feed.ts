import type { Notifications } from '@charrette/collab-server/contract'
import { useEffect, useSyncExternalStore } from 'react'
import { api } from '../api/client.ts'

/** How often the server is asked while the page is looked at, in milliseconds. */
const EVERY = 30_000

let known: Notifications | null = null
let askedAt = 0
const listeners = new Set<() => void>()

/** The notifications of this page: one copy, however many parts of the page show them. */
export const notifications = {
  show: (next: Notifications): void => {
    known = next
    for (const listener of listeners) listener()
  },
}

async function ask(): Promise<void> {
  if (document.visibilityState !== 'visible') return
  askedAt = Date.now()
  // Without a network the last answer stands: the save state says that the network is away.
  const answer = await api.notifications().catch(() => null)
  if (answer) notifications.show(answer)
}

/** The newest notifications; null until the server has answered for the first time. */
export function useNotifications(): Notifications | null {
  useEffect(() => {
    // Going from page to page asks again, but two parts of one page ask once.
    if (Date.now() - askedAt > 1000) void ask()
    const timer = setInterval(ask, EVERY)
    window.addEventListener('focus', ask)
    return () => {
      clearInterval(timer)
      window.removeEventListener('focus', ask)
    }
  }, [])
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => known,
  )
}
