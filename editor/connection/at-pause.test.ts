import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { atPause } from './at-pause.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const write = (later: () => void, milliseconds: number) => {
  for (let time = 0; time < milliseconds; time += 50) {
    later()
    vi.advanceTimersByTime(50)
  }
}

test('it is done once, when nothing was written for as long as the pause', () => {
  const done = vi.fn()
  const { later } = atPause(done, 400)
  write(later, 2000)
  vi.advanceTimersByTime(349)
  expect(done).not.toHaveBeenCalled()
  vi.advanceTimersByTime(1)
  expect(done).toHaveBeenCalledOnce()
  vi.advanceTimersByTime(5000)
  expect(done).toHaveBeenCalledOnce()
})

test('where there is no pause it is done when patience ends, and again', () => {
  const done = vi.fn()
  const { later } = atPause(done, 400, 1000)
  write(later, 2200)
  expect(done).toHaveBeenCalledTimes(2)
})

test('stopped, it is not done', () => {
  const done = vi.fn()
  const { later, stop } = atPause(done, 400)
  later()
  stop()
  vi.advanceTimersByTime(1000)
  expect(done).not.toHaveBeenCalled()
})
