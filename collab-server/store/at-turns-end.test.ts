import { expect, test } from 'vitest'
import { atTurnsEnd, inTwoTurns } from './at-turns-end.ts'

const nextTurn = () => new Promise((resolve) => setImmediate(resolve))

test('what is asked for in a turn, or meanwhile, is done at its end in one go', async () => {
  const done: string[] = []
  atTurnsEnd(() => {
    done.push('one')
    atTurnsEnd(() => done.push('of one'))
  })
  atTurnsEnd(() => done.push('two'))
  expect(done).toEqual([])
  await nextTurn()
  expect(done).toEqual(['one', 'two', 'of one'])
})

test('what comes within two turns goes with what came first, and is done before the end of that turn', async () => {
  const done: string[] = []
  inTwoTurns(() => {
    done.push('one')
    atTurnsEnd(() => done.push('of both'))
  })
  await nextTurn()
  expect(done).toEqual([])
  inTwoTurns(() => done.push('two'))
  await nextTurn()
  expect(done).toEqual(['one', 'two', 'of both'])
  inTwoTurns(() => done.push('three'))
  expect(done).toHaveLength(3)
  await nextTurn()
  await nextTurn()
  expect(done.at(-1)).toBe('three')
})
