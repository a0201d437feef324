import { expect, test } from 'vitest'
import { SharedQueue } from './shared-queue.ts'

test('what is pushed is taken in order, whole, over the end of the ring and again', () => {
  const here = new SharedQueue()
  const there = new SharedQueue(here.memory)
  expect(there.take()).toBeNull()
  let pushed = 0
  let taken = 0
  const record = (number: number) =>
    Uint8Array.from({ length: (number * 7919) % 30_011 }, (_, index) => number + index)
  while (taken < 300) {
    // Until it is full, then until it is empty or halfway.
    while (here.push(record(pushed))) pushed++
    for (const end = pushed % 2 ? pushed : (pushed + taken) >> 1; taken < end; taken++)
      expect(there.take()).toEqual(record(taken))
  }
  for (; taken < pushed; taken++) expect(there.take()).toEqual(record(taken))
  expect(there.take()).toBeNull()
})

test('what does not fit is not pushed in part', () => {
  const queue = new SharedQueue()
  expect(queue.push(new Uint8Array(2 << 20))).toBe(false)
  expect(queue.take()).toBeNull()
  expect(queue.push(new Uint8Array((1 << 20) - 4).fill(7))).toBe(true)
  expect(queue.push(new Uint8Array())).toBe(false)
  expect(queue.take()?.every((byte) => byte === 7)).toBe(true)
  expect(queue.push(new Uint8Array())).toBe(true)
  expect(queue.take()).toHaveLength(0)
})
