import { comments } from './en/comments.ts'
import { credits } from './en/credits.ts'
import { guide } from './en/guide.ts'
import { history } from './en/history.ts'
import { importing } from './en/importing.ts'
import { newsletter } from './en/newsletter.ts'
import { nodes } from './en/nodes.ts'
import { outline } from './en/outline.ts'
import { questions } from './en/questions.ts'
import { readers } from './en/readers.ts'
import { releases } from './en/releases.ts'
import { review } from './en/review.ts'
import { rules } from './en/rules.ts'
import { saving } from './en/saving.ts'
import { settings } from './en/settings.ts'
import { sources } from './en/sources.ts'
import { status } from './en/status.ts'
import { suggestions } from './en/suggestions.ts'
import { translations } from './en/translations.ts'
import { writing } from './en/writing.ts'
/** The words of the editor in English: the source of the other languages, by feature. */
export const en = {
  languageName: 'English',
  /** In which the language is written. */
  direction: 'ltr' as 'ltr' | 'rtl',
  other: { code: 'es', name: 'Español' },
  opening: 'Opening …',
  tryAgain: 'Try again',
  cancel: 'Cancel',
  save: 'Save',
  close: 'Close',
  untitled: 'Untitled',
  undo: 'Undo',
  dismiss: 'Dismiss',
  nothingChanged: 'Nothing was changed.',
  choose: 'Choose …',
  add: 'Add',
  edit: 'Edit',
  delete: 'Delete',
  noGuide: 'There is no such guide',
  noGuideWords: 'The address may have been mistyped, or you have no part in this guide.',
  noAnswer: 'The server does not answer',
  noPage: {
    heading: 'There is no page here',
    words: 'The address may have been mistyped. Your guides are where they were.',
  },
  pageBroken: 'Something went wrong in this page. Reload it.',
  unreachable: 'The server cannot be reached. Check your connection and try again.',
  answered: (status: number) => `The server answered ${status}.`,
  /** By the code of a refusal; the server's own words, which are English, where none is here. */
  refusals: {} as Record<string, string>,
  /** What the server and the checks say, which is English already. */
  heard: {} as Record<string, string>,

  frame: {
    skip: 'Skip to the content',
    consortium: 'Consortium',
    board: 'Board',
    people: 'People',
    peopleOf: (consortium: string) => `People of ${consortium}`,
    questions: 'Questions',
    yourGuides: 'Your guides',
    published: 'The published guides',
    status: 'Server status',
    statusFor: (consortium: string) => `Server status for ${consortium}`,
    settings: 'Settings',
    settingsOf: (consortium: string) => `Settings of ${consortium}`,
    signOut: 'Sign out',
  },

  signIn: {
    title: 'Sign in',
    lede: 'We send you a link. There is no password.',
    email: 'Your e-mail address',
    send: 'Send me a link',
    tooMany: 'Too many links were asked for. Please wait a minute.',
    notSent: 'The link could not be sent. Check the address and try again.',
    look: 'Look in your mail',
    sentBefore: 'If ',
    sentAfter: ' has an account, a link is on its way. It works once, for 15 minutes.',
    noMailLeaves: 'This is a demonstration: no mail leaves it.',
    seeMail: 'See the mail here.',
    another: 'Use another address',
    demonstration: 'This is a demonstration',
    tryAs: 'Be one of its people. Open a second browser to be two of them at once.',
    read: 'Read the published guides',
  },

  join: {
    title: 'Invitation',
    reading: 'Reading the invitation …',
    unusable: 'This invitation cannot be used',
    signIn: 'Sign in',
    heading: (consortium: string) => `Write guides with ${consortium}`,
    invites: (by: string, who: string, email: string, city: string, role: string) =>
      `${by} invites ${who} (${email}) for ${city}, as ${role}.`,
    join: 'Join and sign in',
    notJoined: 'You have not joined yet.',
  },

  roles: {
    reader: 'Reader of drafts',
    commenter: 'Commenter',
    suggester: 'Suggester',
    author: 'Author',
    lead: 'Lead author',
    editor: 'Editor',
    administrator: 'Administrator',
  },
  /** What each role may do beyond the one before it. */
  roleMeanings: {
    reader: 'reads drafts',
    commenter: 'also comments on them',
    suggester: 'also suggests changes of the text',
    author: 'also writes, begins guides and submits them for review',
    editor: 'also approves, schedules, corrects and withdraws releases',
    administrator: 'also invites and removes people',
  },

  guides: {
    title: 'Guides',
    fetching: 'Fetching the guides …',
    noneYet: 'No guide yet. Begin one: a title is enough.',
    noneToRead: 'No guide yet. What your consortium writes will be listed here.',
    released: (number: string) => `Released ${number}`,
    draft: 'Draft',
    inReview: (number: number) => `In review: candidate ${number}`,
    erratumInReview: (number: number) => `Erratum in review: candidate ${number}`,
    releases: 'Releases',
    rules: 'Rules',
    chapters: (count: number) => `${count} ${count === 1 ? 'chapter' : 'chapters'}`,
    words: (count: number) => `${count.toLocaleString('en-US')} words`,
    edited: (when: string) => `Edited ${when}`,
    kinds: {
      guide: 'Guide',
      convening: 'Convening: where cities met',
      news: 'News: a short post',
      newsletter: 'Newsletter: goes out by mail',
    },
    consortium: 'Consortium',
    fromWord: 'Guide from Word',
    fromWordLede:
      'Headings become chapters; tables, pictures, notes, comments and tracked changes come along. A report says what did not.',
    create: 'New guide',
    createLede: 'A working title is enough: it can be changed until the guide is released.',
    guideTitle: 'Title',
    beginWith: 'Begin with',
    emptyChapter: 'An empty chapter',
    kind: 'What it is',
    doCreate: 'Create',
    notCreated: 'The guide was not created.',
  },

  word: {
    file: 'Word file (.docx)',
    hint: (most: number) => `Choose it, or drop it here. ${most} MB at most.`,
    progress: 'Progress',
    sending: (percent: number) => `Sending … ${percent} %`,
    reading: 'Reading the document …',
    notIn: 'The file was not brought in. Nothing was changed.',
    tooOld:
      'This is a document of Word 2003 or older (.doc). Open it in Word and save it as .docx.',
    noWord:
      'This is no Word document: its name does not end in .docx. Save the text as .docx and choose that.',
    tooLarge: (size: number, most: number) =>
      `This file has ${size} MB; ${most} MB are the most. In Word, “Compress Pictures” makes it smaller.`,
  },

  board: {
    title: 'Board',
    fetching: 'Fetching the chapters …',
    filter: 'Which chapters',
    leadCity: 'Lead city',
    everyCity: 'Every city',
    noCity: 'No city yet',
    status: 'Status',
    everyStatus: 'Every status',
    overdueOnly: 'Overdue only',
    shown: (shown: number, of: number) => `${shown} of ${of} ${of === 1 ? 'chapter' : 'chapters'}`,
    none: 'No chapter is like that.',
    chapter: 'Chapter',
    guide: 'Guide',
    due: 'Due',
    untitled: 'Untitled',
    overdue: ', overdue',
    statuses: {
      outline: 'Outline',
      drafting: 'Drafting',
      'in-review': 'In review',
      final: 'Final',
    },
  },

  notifications: {
    title: 'Notifications',
    withNew: (unread: number) => `Notifications, ${unread} new`,
    markAll: 'Mark all as read',
    fetching: 'Fetching …',
    none: 'Nothing yet.',
    isNew: 'New: ',
    mail: 'Mail about these',
    deliveries: {
      'at-once': 'At once, one mail each',
      digest: 'Once a day, all in one mail',
      none: 'Never: I look here',
    },
    unchanged: 'Nothing was changed.',
  },

  people: {
    title: 'People',
    fetching: 'Fetching the people …',
    noConsortium: 'There is no such consortium',
    heading: (consortium: string) => `People of ${consortium}`,
    unchanged: 'Nothing was changed.',
    notDownloaded: 'Nothing was downloaded.',
    members: 'Who has a part in it',
    you: ' (you)',
    roleOf: (name: string) => `Role of ${name}`,
    isNow: (name: string, role: string) => `${name} is now ${role}.`,
    data: 'Their data',
    dataOf: (name: string) => `Their data: ${name}`,
    erased: (name: string) => `${name} is erased; a pseudonym stands in their place.`,
    removed: (name: string) => `${name} was removed and is signed out.`,
    invite: 'Invite somebody',
    invited: (email: string) => `An invitation is on its way to ${email}.`,
    cities: 'Cities',
    renamed: (before: string, after: string) =>
      `${before} is called ${after} from now on; what is published keeps the old name.`,
    waiting: 'Invitations that wait',
    until: (email: string, day: string) => `${email}, until ${day}`,
    withdraw: 'Withdraw',
    withdrawOf: (name: string) => `Withdraw the invitation of ${name}`,
    withdrawn: (name: string) => `The invitation of ${name} was withdrawn.`,
    remove: 'Remove',
    removeOne: (name: string) => `Remove ${name}`,
    removeAsk: (name: string) => `Remove ${name}?`,
    removeLede:
      'They are signed out at once, wherever they have a guide open. What they wrote and decided stays.',
    erase:
      'Erase them, too: their name, address and sign-ins. A pseudonym stands where they wrote and decided; what is published stays as it is. This cannot be undone.',
    eraseName: (name: string) => `Write “${name}” to erase them`,
    removeAndErase: 'Remove and erase',
    rename: 'Rename',
    renameOne: (name: string) => `Rename ${name}`,
    newNameOf: (name: string) => `New name of ${name}`,
    name: 'Name',
    email: 'E-mail address',
    city: 'City',
    role: 'Role',
    send: 'Send the invitation',
  },
  comments,
  suggestions,
  outline,
  saving,
  writing,
  nodes,
  guide,
  sources,
  credits,
  translations,
  review,
  releases,
  newsletter,
  history,
  rules,
  settings,
  status,
  readers,
  questions,
  importing,
}

/** What every language has to say. */
export type Messages = typeof en
