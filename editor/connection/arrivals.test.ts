import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type Arrivals, gatherArrivals } from './arrivals.ts'

let shown: string[][]
let page: EventTarget
let arrivals: Arrivals
let frames: (() => void)[]

beforeEach(() => {
  vi.useFakeTimers()
  shown = []
  frames = []
  page = new EventTarget()
  let together: string[] = []
  arrivals = gatherArrivals(
    (run) => {
      together = []
      run()
      shown.push(together)
    },
    { add: (run) => frames.push(run) },
    page as unknown as Window,
  )
  change = (word) => arrivals.addChange(() => together.push(word))
})
afterEach(() => {
  vi.useRealTimers()
})
let change: (word: string) => void

const press = () => page.dispatchEvent(new Event('keydown'))
const frame = () => {
  for (const run of frames.splice(0)) run()
}

test('what comes within a moment is shown as one change, in its order', () => {
  change('a')
  change('b')
  expect(shown).toEqual([])
  vi.advanceTimersByTime(20)
  change('c')
  vi.advanceTimersByTime(20)
  expect(shown).toEqual([['a', 'b'], ['c']])
})

test('while one types it is shown after the frame of one’s own letter', () => {
  press()
  change('a')
  vi.advanceTimersByTime(60)
  expect(shown).toEqual([])
  press()
  vi.advanceTimersByTime(5)
  expect(shown).toEqual([])
  frame()
  expect(shown).toEqual([['a']])
})

test('where no frame comes, in a tab that is not seen, it is shown all the same', () => {
  change('a')
  press()
  vi.advanceTimersByTime(100)
  expect(shown).toEqual([['a']])
  frame()
  expect(shown).toHaveLength(1)
})

test('who is where is shown after what was written before it', () => {
  const order: string[] = []
  arrivals.addPresence(() => order.push('caret'))
  arrivals.addChange(() => order.push('letter'))
  arrivals.flush()
  expect(order).toEqual(['letter', 'caret'])
  vi.advanceTimersByTime(1000)
  expect(order).toHaveLength(2)
})

test('after it is closed nothing more is shown', () => {
  change('a')
  arrivals.close()
  vi.advanceTimersByTime(1000)
  press()
  frame()
  expect(shown).toEqual([])
})
