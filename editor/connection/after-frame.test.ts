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
    frame: () => {
      for (const run of frames.splice(0)) run()
    },
  }
}

test('what waits is done after the frame, once, and in order', () => {
  const { queue, frame } = page()
  const done: string[] = []
  const send = () => done.push('send')
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
  const { target, queue } = page()
  const send = vi.fn()
  queue.add(send)
  vi.advanceTimersByTime(50)
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

test('what is added while the others are done waits for the next frame', () => {
  const { queue, frame } = page()
  const again = vi.fn()
  queue.add(() => queue.add(again))
  queue.flush()
  expect(again).not.toHaveBeenCalled()
  frame()
  vi.advanceTimersByTime(0)
  expect(again).toHaveBeenCalledOnce()
})
