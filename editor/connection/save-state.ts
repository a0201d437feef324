import { locale, words } from '../messages/index.ts'

/** What is true of the author's work, as far as this device can know. */
export type SaveState =
  /** Everything written here is on the server's disk; it said so at `at`, in milliseconds. */
  | { kind: 'saved'; at: number }
  /** Sent, or about to be; the server has not yet said that it is on disk. */
  | { kind: 'saving' }
  /**
   * No connection; what was written is kept on this device. `reason` is what the server said, where
   * it was the server that ended it.
   */
  | { kind: 'offline'; reason: string | null }
  | { kind: 'reading' }
  /** The connection will not come back by itself. */
  | { kind: 'stopped'; message: string; remedy: Remedy }

/** `recover`: the server refused something; it can be read, kept elsewhere and given up. */
export type Remedy = 'sign-in' | 'reload' | 'recover' | 'none'

/**
 * In words for the status line.
 *
 * @param kept how many changes this device keeps that the server has not confirmed.
 */
export function saveStateWords(state: SaveState, kept: number): string {
  switch (state.kind) {
    case 'saved':
      return words().saving.saved
    case 'saving':
      return words().saving.saving
    case 'offline':
      if (state.reason) return state.reason
      return kept > 0 ? words().saving.offlineKept(keptWords(kept)) : words().saving.offline
    case 'reading':
      return words().saving.readOnly
    case 'stopped':
      return state.message
  }
}

/** "3 changes kept on this device" */
export function keptWords(kept: number): string {
  return words().saving.kept(kept)
}

/** "On the server at 14:02", by the clock of the device. */
export function receiptWords(at: number): string {
  return words().saving.receipt(clock(locale()).format(at))
}

/** Kept, as one is needed at every letter. */
function clock(tag: string): Intl.DateTimeFormat {
  const known = clocks.get(tag)
  if (known) return known
  const made = new Intl.DateTimeFormat(tag, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  clocks.set(tag, made)
  return made
}
const clocks = new Map<string, Intl.DateTimeFormat>()

/** What a close code of the sync protocol means for an author; null where trying again helps. */
export function stoppedBy(code: number): Extract<SaveState, { kind: 'stopped' }> | null {
  const stopped = (message: string, remedy: Remedy) =>
    ({ kind: 'stopped', message, remedy }) as const
  switch (code) {
    case 4401:
      return stopped(words().saving.signedOut, 'sign-in')
    case 4403:
      return stopped(words().saving.mayNot, 'recover')
    case 4404:
      return stopped(words().saving.noGuide, 'none')
    case 4409:
      return stopped(words().saving.newerEditor, 'reload')
    case 4511:
      return stopped(words().saving.roleChanged, 'reload')
    case 4413:
    case 1009:
      return stopped(words().saving.tooLarge, 'recover')
    case 4422:
      return stopped(words().saving.notTaken, 'recover')
  }
  return null
}

/** Why the server ended a connection that comes back by itself; null where it said nothing. */
export function delayedBy(code: number): string | null {
  switch (code) {
    case 4500:
      return words().saving.cannotSave
    case 4501:
      return words().saving.damaged
    case 4503:
      return words().saving.restarting
    case 4508:
      return words().saving.tooSlow
    case 4510:
      return words().saving.catchingUp
    case 4529:
      return words().saving.tooManyPlaces
    case 4530:
      return words().saving.tooMuch
  }
  return null
}
