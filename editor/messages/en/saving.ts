import { pluralsOf } from '../counting.ts'

const plural = pluralsOf('en')

export const saving = {
  kept: (count: number) => `${count} ${plural(count, 'change', 'changes')} kept on this device`,
  offlineKept: (kept: string) => `Offline: ${kept}`,
  /** @param at a time of day. */
  receipt: (at: string) => `On the server at ${at}`,
  morePeople: ' more people',
  where: {
    frontMatter: 'What is said of the guide',
    bibliography: 'A source',
    pictures: 'A picture',
    comments: 'A comment',
    guide: 'The guide',
    chapter: (title: string) => `Chapter “${title}”`,
    titleOf: (chapter: string) => `${chapter}, its title or place`,
  },
  notOnServer: (title: string) => `${title}: what has not reached the server`,
  takenOutAll: '(taken out)',
  newInIt: (what: string) => `New in it: ${what}`,
  takenOut: (what: string) => `Taken out: ${what}`,
  saved: 'Saved',
  saving: 'Saving …',
  offline: 'Offline',
  readOnly: 'You can read but not write',
  signedOut: 'You were signed out. What you wrote is kept on this device.',
  mayNot: 'You may not change this here, so the server did not take it. It is kept on this device.',
  noGuide: 'There is no such guide, or it was removed.',
  newerEditor: 'A newer editor is ready. Reload to go on; your text is kept.',
  roleChanged: 'Your role in this guide has changed. Reload to go on with it.',
  tooLarge: 'This is too large to be saved. It is kept on this device.',
  notTaken: 'The server could not take the last change. It is kept on this device.',
  cannotSave:
    'The server cannot open or save this guide just now. What you write is kept on this device; trying again …',
  damaged:
    'This guide is damaged on the server, and whoever runs the server has been told. What you write is kept on this device.',
  restarting: 'The server is restarting. What you write is kept on this device.',
  tooSlow:
    'Your connection is too slow for all that is being written. What you write is kept on this device; trying again …',
  catchingUp: 'Catching up with the server …',
  tooManyPlaces:
    'This guide is open in too many places. Close a tab of it, or wait; what you write is kept on this device.',
  tooMuch:
    'This sends more than the server takes at once. What you write is kept on this device; trying again …',
  givenUpElsewhere: 'What was kept of this guide was given up in another tab. Reload to go on.',
  see: (kept: string) => `See ${kept}`,
  seeThem: 'See them',
  heading: 'Not on the server yet',
  refused:
    'The server did not take this. It stays on this device until you give it up: keep what you need of it first.',
  waits:
    'This is kept on this device, in this browser. It goes to the server by itself as soon as that is possible.',
  allArrived: 'Everything has reached the server by now.',
  list: 'Changes kept on this device',
  download: 'Download as text',
  giveUp: 'Give these changes up …',
  giveUpLede: (kept: string) =>
    `This takes ${kept} off it for ever, and opens the guide as the server has it.`,
  doGiveUp: 'Give up and open the server’s text',
  takenOutBefore: 'Taken out:',
  wordless: 'Changed without words: moved, set differently or taken out.',
  following: (name: string) => `Following ${name}. Write or press Escape to stop.`,
  stop: 'Stop',
  alsoHere: 'Also here',
  writingIn: 'Writing in ',
  in: 'In ',
  follow: (name: string) => `Follow ${name}`,
}
