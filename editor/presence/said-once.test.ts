import { expect, test, vi } from 'vitest'
import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { saidOnce } from './said-once.ts'

const atOnce = { add: (run: () => void) => run() }
const caret = (clock: number) => ({ anchor: { item: { client: 1, clock } } })

test('what is no news is not said again, and the rest of it is the same', () => {
  const awareness = new Awareness(new Y.Doc())
  const quiet = saidOnce(awareness, atOnce)
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
  const quiet = saidOnce(awareness, atOnce)
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

test('only where the caret has come to is said, and it is known before that', () => {
  const awareness = new Awareness(new Y.Doc())
  const waiting = new Set<() => void>()
  const quiet = saidOnce(awareness, { add: (run) => waiting.add(run) })
  const told = vi.fn()
  awareness.on('update', told)
  quiet.setLocalStateField('cursor', caret(1))
  quiet.setLocalStateField('cursor', caret(2))
  expect(told).not.toHaveBeenCalled()
  expect(quiet.getLocalState()).toEqual({ cursor: caret(2) })
  for (const run of waiting) run()
  expect(told).toHaveBeenCalledOnce()
  expect(awareness.getLocalState()).toEqual({ cursor: caret(2) })
  awareness.destroy()
})
