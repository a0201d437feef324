import { closeCode } from '@charrette/collab-server/protocol'
import { expect, test } from 'vitest'
import { delayedBy, saveStateWords, stoppedBy } from './save-state.ts'

test.each(Object.entries(closeCode))('%s has one sentence for authors', (_name, code) => {
  const stopped = stoppedBy(code)
  const reason = delayedBy(code)
  expect([stopped, reason].filter((said) => said !== null)).toHaveLength(1)
  const words = saveStateWords(stopped ?? { kind: 'offline', unsaved: true, reason })
  expect(words).toMatch(/[.…]$/)
})

test('a lost network needs no reason', () => {
  expect(delayedBy(1006)).toBeNull()
  expect(saveStateWords({ kind: 'offline', unsaved: true, reason: null })).toBe(
    'Offline: kept on this device',
  )
})
