import type { Assignment } from '@charrette/collab-server/contract'
import { expect, test } from 'vitest'
import { dayWords, isOverdue, shortDay, today } from './assignment-words.ts'

const due = (dueOn: string | null, status: Assignment['status'] = 'drafting'): Assignment => ({
  chapterId: 'one',
  title: 'One',
  city: null,
  status,
  dueOn,
})

test('a chapter is overdue from the day after, unless it is final or has no day', () => {
  expect(isOverdue(due('2027-03-01'), '2027-03-01')).toBe(false)
  expect(isOverdue(due('2027-03-01'), '2027-03-02')).toBe(true)
  expect(isOverdue(due('2027-03-01', 'final'), '2027-03-02')).toBe(false)
  expect(isOverdue(due(null), '2027-03-02')).toBe(false)
})

test('a day is the same day in every time zone', () => {
  expect(today(new Date(2027, 2, 1, 23, 59))).toBe('2027-03-01')
  expect(dayWords('2027-03-01')).toBe('March 1, 2027')
  expect(shortDay('2027-03-01')).toBe('Mar 1')
})
