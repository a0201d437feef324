import type { Assignment, ChapterStatus } from '@charrette/collab-server/contract'

/** How far a chapter is, in the order in which it goes. */
export const statuses: [ChapterStatus, string][] = [
  ['outline', 'Outline'],
  ['drafting', 'Drafting'],
  ['in-review', 'In review'],
  ['final', 'Final'],
]

export const statusWords = (status: ChapterStatus): string =>
  statuses.find(([one]) => one === status)?.[1] ?? status

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
  return new Intl.DateTimeFormat('en-US', { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${dueOn}T00:00:00Z`),
  )
}

/** "Mar 1": for where there is little room. */
export function shortDay(dueOn: string): string {
  return new Intl.DateTimeFormat('en-US', {
    month: 'short',
    day: 'numeric',
    timeZone: 'UTC',
  }).format(new Date(`${dueOn}T00:00:00Z`))
}
