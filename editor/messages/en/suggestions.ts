import { pluralsOf } from '../counting.ts'

const plural = pluralsOf('en')

export const suggestions = {
  /** The title of suggested words. */
  toBeRemoved: (whose: string) => `Suggested to be taken out by ${whose}`,
  toBeAdded: (whose: string) => `Suggested to be added by ${whose}`,
  toBeSet: (whose: string) => `Suggested to be set differently by ${whose}`,
  and: ' and ',
  accepted: (count: number) =>
    plural(count, 'One suggestion accepted.', `${count} suggestions accepted.`),
  rejected: (count: number) =>
    plural(count, 'One suggestion rejected.', `${count} suggestions rejected.`),
  takenBack: (count: number) =>
    plural(count, 'One suggestion taken back.', `${count} suggestions taken back.`),
  acceptThese: (count: number) => `Accept these ${count}`,
  rejectThese: (count: number) => `Reject these ${count}`,
  accept: 'Accept',
  reject: 'Reject',
  takeBack: 'Take back',
  rejectOne: (what: string) => `Reject: ${what}`,
  takeBackOne: (what: string) => `Take back: ${what}`,
  unknown: 'somebody unknown',
  unknownOne: 'Somebody unknown',
  heading: 'Suggestions',
  inChapter: (count: number) => `${count} in this chapter`,
  which: 'Which suggestions',
  all: 'All in this chapter',
  selected: 'In the selection',
  ofOne: (name: string) => `Of ${name}`,
  none: 'Nothing here. Select words that hold suggestions.',
  setting: 'how it is set',
  of: (whose: string) => `Suggestion of ${whose}`,
  show: 'Show it in the text',
  setDifferently: 'Set differently',
  acceptOne: (what: string) => `Accept: ${what}`,
}
