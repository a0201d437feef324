import { closeCode } from '@charrette/collab-server/protocol'
import { expect, test } from 'vitest'
import { delayedBy, receiptWords, saveStateWords, stoppedBy } from './save-state.ts'

test.each(Object.entries(closeCode))('%s has one sentence for authors', (_name, code) => {
  const stopped = stoppedBy(code)
  const reason = delayedBy(code)
  expect([stopped, reason].filter((said) => said !== null)).toHaveLength(1)
  const words = saveStateWords(stopped ?? { kind: 'offline', reason }, 2)
  expect(words).toMatch(/[.…]$/)
})

test('a lost network needs no reason', () => {
  expect(delayedBy(1006)).toBeNull()
  const offline = { kind: 'offline', reason: null } as const
  expect(saveStateWords(offline, 0)).toBe('Offline')
  expect(saveStateWords(offline, 1)).toBe('Offline: 1 change kept on this device')
  expect(saveStateWords(offline, 3)).toBe('Offline: 3 changes kept on this device')
})

test('the receipt says when', () => {
  expect(receiptWords(new Date(2026, 10, 25, 14, 2).getTime())).toBe('On the server at 14:02')
})
