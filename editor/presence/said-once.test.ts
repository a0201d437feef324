import { expect, test, vi } from 'vitest'
import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { saidOnce } from './said-once.ts'

const caret = (clock: number) => ({ anchor: { item: { client: 1, clock } } })

test('what is no news is not said again, and the rest of it is the same', () => {
  const awareness = new Awareness(new Y.Doc())
  const quiet = saidOnce(awareness)
  const told = vi.fn()
  awareness.on('update', told)
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

test('who listens is told of others, and not of themselves', () => {
  const [awareness, other] = [new Awareness(new Y.Doc()), new Awareness(new Y.Doc())]
  const quiet = saidOnce(awareness)
  const told = vi.fn()
  quiet.on('change', told)
  quiet.setLocalStateField('cursor', caret(1))
  expect(told).not.toHaveBeenCalled()
  const move = (clock: number) => {
    other.setLocalStateField('cursor', caret(clock))
    applyAwarenessUpdate(awareness, encodeAwarenessUpdate(other, [other.clientID]), 'provider')
  }
  move(1)
  expect(told).toHaveBeenCalledOnce()
  quiet.off('change', told)
  move(2)
  expect(told).toHaveBeenCalledOnce()
  awareness.destroy()
  other.destroy()
})
