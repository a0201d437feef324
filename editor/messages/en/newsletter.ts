import { amountsOf } from '../counting.ts'

const amount = amountsOf('en')

export const newsletter = {
  retry: 'Try the others again',
  subscribers: (count: number) => (count === 1 ? '1 subscriber' : `${amount(count)} subscribers`),
  progress: (release: string, by: string, when: string, sent: number, total: number) =>
    `Release ${release} was sent off by ${by}, ${when}: ${sent} of ${total} mails went out`,
  refused: (count: number) => `, ${count} to addresses that do not exist`,
  unknown: (count: number) => `, ${count} may not have arrived (the server ended meanwhile)`,
  nothingSent: 'Nothing was sent.',
  heading: 'Send the newsletter',
  lede: (people: string) =>
    `${people} get it. What is sent is the release that readers see, not the draft.`,
  tryingAgain: 'Trying again …',
  previewSent: 'A preview of the draft is in your mail.',
  preview: 'Send a preview to myself',
  sendRelease: (number: string) => `Send release ${number} …`,
  onlyOnce: 'It cannot be called back, and it is sent once.',
  notYet: 'Not yet',
  onItsWay: 'It is on its way.',
  sendTo: (people: string) => `Send it to ${people}`,
  onceReleased: 'It can be sent once a release of it is published.',
}
