import type { Assignment, ChapterStatus } from '@charrette/collab-server/contract'
import { locale, words } from '../messages/index.ts'

/** How far a chapter is, in the order in which it goes. */
export const statuses: ChapterStatus[] = ['outline', 'drafting', 'in-review', 'final']

export const statusWords = (status: ChapterStatus): string => words().board.statuses[status]

/** Today as the device has it: a due date is a day, not a moment. */
export function today(now = new Date()): string {
  const two = (number: number) => String(number).padStart(2, '0')
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
}

/** @param day today, such as 2027-03-01. */
export function isOverdue({ status, dueOn }: Assignment, day: string): boolean {
  return dueOn !== null && dueOn < day && status !== 'final'
}

/** "March 1, 2027" */
export function dayWords(dueOn: string): string {
  return new Intl.DateTimeFormat(locale(), { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${dueOn}T00:00:00Z`),
  )
}

/** "Mar 1": for where there is little room. */
export function shortDay(dueOn: string): string {
  return new Intl.DateTimeFormat(locale(), {
    month: 'short',
    day: 'numeric',
    timeZone: 'UTC',
  }).format(new Date(`${dueOn}T00:00:00Z`))
}
