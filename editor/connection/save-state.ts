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
      return 'Saved'
    case 'saving':
      return 'Saving …'
    case 'offline':
      if (state.reason) return state.reason
      return kept > 0 ? `Offline: ${keptWords(kept)}` : 'Offline'
    case 'reading':
      return 'You can read but not write'
    case 'stopped':
      return state.message
  }
}

/** "3 changes kept on this device" */
export function keptWords(kept: number): string {
  return `${kept} ${kept === 1 ? 'change' : 'changes'} kept on this device`
}

/** "On the server at 14:02", by the clock of the device. */
export function receiptWords(at: number): string {
  const { format } = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })
  return `On the server at ${format(at)}`
}

/** What a close code of the sync protocol means for an author; null where trying again helps. */
export function stoppedBy(code: number): Extract<SaveState, { kind: 'stopped' }> | null {
  const stopped = (message: string, remedy: Remedy) =>
    ({ kind: 'stopped', message, remedy }) as const
  switch (code) {
    case 4401:
      return stopped('You were signed out. What you wrote is kept on this device.', 'sign-in')
    case 4403:
      return stopped(
        'You may not change this here, so the server did not take it. It is kept on this device.',
        'recover',
      )
    case 4404:
      return stopped('There is no such guide, or it was removed.', 'none')
    case 4409:
      return stopped('A newer editor is ready. Reload to go on; your text is kept.', 'reload')
    case 4511:
      return stopped('Your role in this guide has changed. Reload to go on with it.', 'reload')
    case 4413:
    case 1009:
      return stopped('This is too large to be saved. It is kept on this device.', 'recover')
    case 4422:
      return stopped(
        'The server could not take the last change. It is kept on this device.',
        'recover',
      )
  }
  return null
}

/** Why the server ended a connection that comes back by itself; null where it said nothing. */
export function delayedBy(code: number): string | null {
  switch (code) {
    case 4500:
      return 'The server cannot open or save this guide just now. What you write is kept on this device; trying again …'
    case 4501:
      return 'This guide is damaged on the server, and whoever runs the server has been told. What you write is kept on this device.'
    case 4503:
      return 'The server is restarting. What you write is kept on this device.'
    case 4508:
      return 'Your connection is too slow for all that is being written. What you write is kept on this device; trying again …'
    case 4510:
      return 'Catching up with the server …'
    case 4529:
      return 'This guide is open in too many places. Close a tab of it, or wait; what you write is kept on this device.'
    case 4530:
      return 'This sends more than the server takes at once. What you write is kept on this device; trying again …'
  }
  return null
}
