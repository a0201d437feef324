import { expect, test, vi } from 'vitest'
import { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { saidOnce } from './said-once.ts'

test('what is no news is not said again, and the rest of it is the same', () => {
  const awareness = new Awareness(new Y.Doc())
  const quiet = saidOnce(awareness)
  const told = vi.fn()
  awareness.on('update', told)
  const caret = (clock: number) => ({ anchor: { item: { client: 1, clock } } })
  quiet.setLocalStateField('cursor', caret(1))
  quiet.setLocalStateField('cursor', caret(1))
  expect(told).toHaveBeenCalledOnce()
  quiet.setLocalStateField('cursor', caret(2))
  quiet.setLocalStateField('cursor', null)
  quiet.setLocalStateField('cursor', null)
  expect(told).toHaveBeenCalledTimes(3)
  expect(quiet.getStates()).toBe(awareness.getStates())
  awareness.destroy()
})
