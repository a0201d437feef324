/** What is true of the author's work, as far as this device can know. */
export type SaveState =
  /** Everything written here is on the server's disk. */
  | { kind: 'saved' }
  /** Sent, or about to be; the server has not yet said that it is on disk. */
  | { kind: 'saving' }
  /** No connection; what was written is kept on this device. */
  | { kind: 'offline'; unsaved: boolean }
  | { kind: 'reading' }
  /** The connection will not come back by itself. */
  | { kind: 'stopped'; message: string; remedy: 'sign-in' | 'reload' | 'none' }

/** In words for the status line. */
export function saveStateWords(state: SaveState): string {
  switch (state.kind) {
    case 'saved':
      return 'Saved'
    case 'saving':
      return 'Saving …'
    case 'offline':
      return state.unsaved ? 'Offline: kept on this device' : 'Offline'
    case 'reading':
      return 'You can read but not write'
    case 'stopped':
      return state.message
  }
}

/** What a close code of the sync protocol means for an author; null where trying again helps. */
export function stoppedBy(code: number): Extract<SaveState, { kind: 'stopped' }> | null {
  const stopped = (message: string, remedy: 'sign-in' | 'reload' | 'none') =>
    ({ kind: 'stopped', message, remedy }) as const
  switch (code) {
    case 4401:
      return stopped('You were signed out. What you wrote is kept on this device.', 'sign-in')
    case 4403:
      return stopped('You can read this guide but not change it.', 'none')
    case 4404:
      return stopped('There is no such guide, or it was removed.', 'none')
    case 4409:
      return stopped('A newer editor is ready. Reload to go on; your text is kept.', 'reload')
    case 4413:
    case 1009:
      return stopped('This is too large to be saved. Take out what you added last.', 'reload')
    case 4422:
      return stopped(
        'The server could not take the last change. Your text is kept on this device; reload to see what was saved.',
        'reload',
      )
  }
  return null
}
