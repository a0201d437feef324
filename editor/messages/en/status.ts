import { pluralsOf } from '../counting.ts'

const plural = pluralsOf('en')

export const status = {
  wrong: (count: number) =>
    count === 0
      ? 'Everything works.'
      : plural(
          count,
          'One thing needs the person who runs the server.',
          `${count} things need the person who runs the server.`,
        ),
  /** What a server does, and how it does. */
  lines: {
    saving: 'Saving',
    stored: 'What is written is stored.',
    nobodyWrites: 'Nobody has a guide open.',
    windows: (count: number) =>
      `Guides are open in ${count} ${plural(count, 'window', 'windows')}.`,
    notStored:
      'Nothing can be stored just now. What people write stays on their devices and is saved when this is mended.',
    theGuide: (slug: string) => `The guide “${slug}”`,
    damaged: (since: string) =>
      `It is damaged on the server’s disk since ${since}, and closed until it is restored from a backup.`,
    printing: 'Printing',
    prints: 'There is a browser to print with.',
    printsNot: 'The server found no browser to print with: no edition can be published.',
    publishing: 'Publishing',
    notMade: (count: number) =>
      `${count} ${plural(count, 'edition', 'editions')} could not be made. Open its releases to see why and to try again.`,
    beingMade: (count: number) =>
      `${count} ${plural(count, 'edition is', 'editions are')} being made or waiting.`,
    nothingWaits: 'Nothing waits.',
    mail: 'Mail',
    noMail: 'No mail goes out: no relay is set on this server.',
    mailWaits: (count: number, since: string) =>
      `${count} ${plural(count, 'mail has', 'mails have')} waited since ${since}: the relay does not take them. They are kept and tried again.`,
    mailGivenUp: (count: number) =>
      `${count} ${plural(count, 'mail was', 'mails were')} given up in the last seven days.`,
    mailOnItsWay: (count: number) =>
      `${count} ${plural(count, 'mail is', 'mails are')} on the way.`,
    room: 'Room on the disk',
    free: (gigabytes: string) => `${gigabytes} GB are free.`,
    littleFree: (gigabytes: string) =>
      `Only ${gigabytes} GB are free: soon nothing can be saved or published.`,
  },
  asking: 'Asking the server …',
  notShown: 'The status is not shown to you',
  notShownWords:
    'Editors see how the server does. If you should be one of them, ask an administrator of your consortium.',
  doesNotSay: 'The server does not say how it does',
  title: 'Server status',
  works: 'Works',
  needsAttention: 'Needs attention',
  publications: 'Editions that are not there yet',
  runningSince: (version: string) => `Charrette ${version}, running since `,
  looksAgain: '. This page looks again every 15 seconds.',
}
