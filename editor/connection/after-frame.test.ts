import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { afterFrame } from './after-frame.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

function page() {
  const frames: (() => void)[] = []
  const target = new EventTarget() as EventTarget & Window
  return {
    target,
    queue: afterFrame(target, (run) => frames.push(run)),
    press: () => target.dispatchEvent(new Event('keydown')),
    /** How many frames are asked for. */
    asked: () => frames.length,
    frame: () => {
      for (const run of frames.splice(0)) run()
    },
  }
}

test('what waits is done after the frame, once, and in order', () => {
  const { queue, press, frame } = page()
  const done: string[] = []
  const send = () => done.push('send')
  press()
  queue.add(send)
  queue.add(() => done.push('show'))
  queue.add(send)
  frame()
  expect(done).toEqual([])
  vi.advanceTimersByTime(0)
  expect(done).toEqual(['send', 'show'])
  vi.advanceTimersByTime(1000)
  expect(done).toEqual(['send', 'show'])
})

test('it waits for no frame that does not come, and for none when the page goes away', () => {
  const { target, queue, press } = page()
  const send = vi.fn()
  press()
  queue.add(send)
  vi.advanceTimersByTime(49)
  expect(send).not.toHaveBeenCalled()
  vi.advanceTimersByTime(1)
  expect(send).toHaveBeenCalledTimes(1)
  queue.add(send)
  target.dispatchEvent(new Event('pagehide'))
  expect(send).toHaveBeenCalledTimes(2)
  queue.add(send)
  target.dispatchEvent(new Event('visibilitychange'))
  expect(send).toHaveBeenCalledTimes(3)
  queue.add(send)
  queue.close()
  expect(send).toHaveBeenCalledTimes(4)
})

test('what is added while the others are done waits for the next task', () => {
  const { queue } = page()
  const again = vi.fn()
  queue.add(() => queue.add(again))
  queue.flush()
  expect(again).not.toHaveBeenCalled()
  vi.advanceTimersByTime(0)
  expect(again).toHaveBeenCalledOnce()
})

test('no frame is asked for what no key brought: an empty one would hold back that of the next letter', () => {
  const { queue, press, asked } = page()
  const show = vi.fn()
  queue.add(show)
  vi.advanceTimersByTime(0)
  expect(show).toHaveBeenCalledOnce()
  press()
  // Shift alone.
  vi.advanceTimersByTime(0)
  queue.add(show)
  vi.advanceTimersByTime(0)
  expect(show).toHaveBeenCalledTimes(2)
  expect(asked()).toBe(0)
})

test('what waited for the next task waits for the frame when a key comes before that', () => {
  const { queue, press, asked, frame } = page()
  const show = vi.fn()
  queue.add(show)
  press()
  queue.add(vi.fn())
  expect(asked()).toBe(1)
  vi.advanceTimersByTime(10)
  expect(show).not.toHaveBeenCalled()
  frame()
  vi.advanceTimersByTime(0)
  expect(show).toHaveBeenCalledOnce()
})
