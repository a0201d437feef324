import { pluralsOf } from '../counting.ts'

const plural = pluralsOf('en')

export const importing = {
  quoteIn: ' in ',
  counts: {
    chapters: (count: number) => `${count} ${plural(count, 'chapter', 'chapters')}`,
    pictures: (count: number) => `${count} ${plural(count, 'picture', 'pictures')}`,
    comments: (count: number) => `${count} ${plural(count, 'comment', 'comments')}`,
    suggestions: (count: number) => `${count} ${plural(count, 'suggestion', 'suggestions')}`,
  },
  opening: 'Opening the report …',
  noReport: 'There is no such report',
  reportOn: (file: string) => `Report on ${file}`,
  broughtIn: 'Brought in from Word',
  back: 'Back from Word',
  byWhen: (file: string, by: string, when: string) => `${file}, by ${by}, ${when}`,
  openFirst: 'Open the first new chapter',
  openChapter: 'Open the chapter',
  commentsStand: (by: string) =>
    `Comments stand beside their words, in the name of ${by}, with who wrote them in Word.`,
  chapters: 'Chapters',
  lookAt: 'What to look at',
  nothingLost: 'Nothing: everything in the file was carried over.',
  changesStand: (by: string) =>
    `What was changed in Word stands in the chapter as suggestions by ${by}: accept or reject each, or all at once.`,
  ofAuthors: (names: string) => ` of ${names}`,
  trackedStand: (authors: string, by: string) =>
    `The tracked changes${authors} stand in the text as suggestions by ${by}: accept or reject each, or all at once.`,
}
