import { pluralsOf } from '../counting.ts'

const plural = pluralsOf('en')

export const readers = {
  edition: (number: string) => `, edition ${number}. `,
  pagesReadCount: (count: string, number: number) =>
    `${count} ${plural(number, 'page', 'pages')} read`,
  asking: 'Asking what readers say …',
  cannotShow: 'What readers say cannot be shown',
  of: (guide: string) => `Readers of ${guide}`,
  noneInDays: (title: string, days: number) => `${title}: none in ${days} days`,
  inDays: (title: string, count: string, days: number, day: string, most: string) =>
    `${title}: ${count} in ${days} days, most on ${day}: ${most}`,
  mostOn: (day: string, most: string) => `most on ${day}: ${most}`,
  feedback: 'What readers wrote',
  noFeedback:
    'Nobody has written yet. Every chapter of the web edition asks its readers what their city did.',
  exampleFrom: 'A city example from a reader',
  reader: 'A reader',
  onItsWay: 'On its way to the text.',
  asSuggestion: 'A suggestion at the end of the chapter.',
  asComment: 'A comment on the chapter.',
  asGuideComment: 'A comment of the guide; the chapter was deleted.',
  reads: 'How often it is read',
  readsLede:
    'Counted without cookies, addresses or anything else that tells readers apart; programs and pages that a browser fetched ahead are left out. Days are those of UTC.',
  pagesRead: 'Pages read',
  filesTaken: 'Files taken',
  dayByDay: 'Day by day, in numbers',
  day: 'Day',
  pages: 'Pages',
  files: 'Files',
  editionNumber: (number: string) => `Edition ${number}`,
  wasUseful: 'Was it useful?',
  chapter: 'Chapter',
  yes: 'Yes',
  no: 'No',
}
