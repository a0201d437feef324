/** The public site in English. Every other language has the same keys: the compiler sees to it. */
export const en = {
  languageName: 'English',
  tagline: 'Guides for cities, by cities.',
  skip: 'Skip to the content',
  mainNavigation: 'Main',
  footNavigation: 'Foot',
  languageNavigation: 'Language',
  guides: 'Guides',
  allGuides: 'All guides',
  cityExamples: 'City examples',
  network: 'The network',
  news: 'News',
  askForHelp: 'Ask for help',
  write: 'Write',
  newsletter: 'Newsletter',
  newsFeed: 'News feed',
  catalogue: 'Catalogue (JSON)',
  opds: 'Catalogue for e-readers (OPDS)',
  signIn: 'Sign in',
  citations: 'Citations by CSL (citeproc-js)',
  feedTitle: 'New guides and editions',
  frontPage: 'Front page',
  seeAllGuides: 'See all guides',

  front: {
    title: 'Charrette: guides for cities, by cities',
    description:
      'Resource guides that city governments write together, approve word for word, and publish for cities everywhere.',
    heading: 'Some other city has already tried it.',
    lede: 'A council asks for a plan. Somewhere an official in another city wrote that plan last year, learned what it cost, and knows which part failed. Charrette is where cities write it down together, so that the next one does not start from nothing.',
    read: 'Read the guides',
    howLink: 'How a guide is made',
    guides: 'The guides',
    how: 'How a guide is made',
    road: [
      {
        heading: 'Cities write it',
        text: 'Officials from several cities work in one text at the same time. The people who wrote it face the same budgets, unions and council meetings as the people who will read it.',
      },
      {
        heading: 'Editors answer for it',
        text: 'A finished draft is frozen. Editors see what changed, who wrote it and what is still wrong, and approve that exact text or send it back with a reason.',
      },
      {
        heading: 'It is released',
        text: 'An approved text gets a number and a fingerprint. It never changes afterwards: corrections appear as a new edition, and the old one stays where it was.',
      },
      {
        heading: 'Anyone can read it',
        text: 'On a phone, on paper at a council meeting, on an e-reader or through a screen reader. Every edition is built to be accessible, so a city may hand it on.',
      },
    ],
    bring: 'Bring your city',
    bringText:
      'A guide needs the city that made it work and the city where it did not. If yours is working on broadband, jobs, housing or anything else that other cities face, its experience belongs in the next edition.',
    ask: 'Ask how we can help',
    signInToWrite: 'Sign in to write',
    publishing: (count: number) =>
      `${count === 1 ? 'One text is' : `${count} texts are`} being published right now. Reload this page in a minute.`,
  },

  guidesPage: {
    title: 'Guides',
    description:
      'Every guide that cities have published with Charrette, on the web, as PDF, as EPUB and as a Word document to adapt.',
    none: 'No guide has been released yet.',
  },
  entry: {
    readOnTheWeb: 'Read on the web',
    otherLanguages: 'Also in',
    formatOf: (title: string) => `edition of ${title}`,
    chapters: (count: number) => (count === 1 ? '1 chapter' : `${count} chapters`),
    examples: (count: number) => (count === 1 ? '1 city example' : `${count} city examples`),
    edition: (number: string) => `Edition ${number}`,
    minutes: (count: number) => (count === 1 ? '1 minute to read' : `${count} minutes to read`),
    hours: (count: string, one: boolean) => `${count} ${one ? 'hour' : 'hours'} to read`,
  },

  examples: {
    title: 'City examples',
    description:
      'What cities did and what came of it: every city example of every guide, by topic, size of city, state and year.',
    lede: 'What one city did, and what came of it. Find a city of your size, and read how it went.',
    none: 'No guide with a city example has been released yet.',
    topic: 'Topic',
    residents: 'Residents',
    state: 'State',
    since: 'Since',
    words: 'Words',
    any: 'Any',
    orLater: 'or later',
    showAll: 'Show all',
    count: (count: number) => (count === 1 ? '1 example' : `${count} examples`),
    /** Filled in by a script: {count} and {all}. */
    ofAllPattern: '{count} of {all} examples',
    noneFits: 'No example fits. Choose fewer things.',
    residentsOf: (count: string) => `${count} residents`,
    sinceYear: (year: string) => `Since ${year}`,
    from: 'From',
    chapterOf: 'a chapter of',
    alike: [
      'Other cities with under 50,000 residents',
      'Other cities with 50,000 to 250,000 residents',
      'Other cities with 250,000 to 1 million residents',
      'Other cities with 1 million residents and over',
    ],
    sizes: ['Under 50,000', '50,000 to 250,000', '250,000 to 1 million', '1 million and over'],
  },

  cities: {
    title: 'Cities',
    description: 'The cities of the network, and every city that a guide tells of.',
    lede: 'Who writes the guides, and whom they write about.',
    members: (consortium: string) => `Cities of the ${consortium}`,
    others: 'Cities that the guides tell of',
    none: 'No city yet.',
    wroteCount: (count: number) => (count === 1 ? 'Wrote in 1 guide' : `Wrote in ${count} guides`),
    hostOf: (count: number) =>
      count === 1 ? 'Host of a convening' : `Host of ${count} convenings`,
    memberOf: (consortium: string) => `A city of the ${consortium}.`,
    noMember: 'A city that the guides tell of.',
    wrote: 'What it wrote',
    did: 'What it did',
    hosted: 'What it was host to',
    nothing: 'Nothing of this city has been published yet.',
  },

  convenings: {
    title: 'Convenings',
    description: 'Where cities met, with agendas and what came of it.',
    lede: 'Now and then cities meet in one place. What was on the agenda, who came and what followed stays here, written and approved like a guide.',
    none: 'No convening has been published yet.',
    heldIn: (place: string, date: string) => `${place}, ${date}`,
  },

  newsPage: {
    title: 'News',
    description: 'New guides, new editions, corrections and posts.',
    lede: 'What is new: guides and their editions, convenings, posts and newsletters. The same comes as a feed.',
    none: 'Nothing has been published yet.',
    kinds: {
      guide: 'Guide',
      convening: 'Convening',
      news: 'News',
      newsletter: 'Newsletter',
    },
    release: (title: string, number: string) => `${title}, edition ${number}`,
  },

  about: {
    title: 'About the network',
    heading: 'Cities that write for cities',
    description: 'Who stands behind the guides, and how a city takes part.',
    lede: 'A federal agency or a foundation can tell a city what ought to work. Another city can tell it what did. The guides here are written by city governments for city governments, so that what one of them learned is not learned again from the beginning.',
    who: 'Who writes',
    whoText: (consortia: string) =>
      `The guides are written and approved by ${consortia}. Authors are officials of its cities; editors answer for every sentence before it is released.`,
    meet: 'Where cities meet',
    meetText:
      'Some things are learned faster across a table than across a document. What was on the agenda when cities met, who came and what followed has a page of its own.',
    allConvenings: 'All convenings',
    places: 'Cities',
    placesText: 'Every city has a page: what it wrote, what it did, and what came of it.',
    allCities: 'All cities',
    rights: 'What you may do with a guide',
    rightsText:
      'Each guide names its licence on its first page. Most allow you to copy, adapt and share it as long as you say where it comes from; each has a Word edition made for that.',
    part: 'Take part',
  },

  ask: {
    title: 'Ask for help',
    description: 'How can we help your city? Ask the cities that write the guides.',
    heading: 'How can we help your city?',
    lede: 'Ask about anything in a guide, or about what is in none. The people who edit the guides work for cities themselves, and one of them answers by mail.',
    trap: 'Leave this empty',
    name: 'Your name',
    email: 'Your e-mail address',
    emailHint: 'The answer goes there, and nothing else does.',
    city: 'Your city',
    text: 'Your question',
    send: 'Send the question',
    askedTitle: 'We have your question',
    askedDescription: 'Your question is on its way to the editors.',
    askedText: 'It is with the editors of the guides. One of them answers by mail.',
    nameMissing: 'Tell us your name.',
    emailMissing: 'Give the address that the answer goes to.',
    emailWrong: 'This is not an e-mail address: name@example.org',
    cityMissing: 'Tell us which city it is about.',
    textMissing: 'Write your question.',
    tooLong: (most: string) => `This has more than ${most} characters.`,
    textTooLong: 'This has more than 5,000 characters. Ask the main thing first.',
    lineBreak: 'This has a line break in it.',
    mail: 'Hello,\n\nyour question has reached the editors of the guides. One of them answers to this address.\n\nIf you did not ask anything, somebody gave your address by mistake, and you can ignore this mail.\n',
    again: 'Nothing was sent yet. Please press the button once more.',
    tooMany: 'More questions came within the hour than we can take. Please send yours later.',
  },

  /** What readers say of a chapter to those who wrote it. */
  feedback: {
    useful: 'Was this chapter useful?',
    yes: 'Yes',
    no: 'No',
    tell: 'What did your city do? Tell the authors',
    title: (chapter: string) => `What did your city do? ${chapter}`,
    description: (guide: string) => `Tell those who wrote “${guide}” what your city did.`,
    heading: 'What did your city do?',
    lede: 'Did you try it, or something else? What was missing? What you write reaches the cities that wrote this chapter, beside their text. It is not published.',
    counted: 'Thank you, that was counted.',
    about: 'About',
    city: 'Your city',
    cityHint:
      'We ask for no name and no address. For an answer by mail, use the form “Ask for help”.',
    text: 'What the authors should know',
    send: 'Tell the authors',
    example: 'Propose your city as an example',
    exampleText: 'Did your city do what others could learn from? Propose it for the next edition.',
    exampleLede:
      'Tell what your city did and what came of it, also where it did not work. The authors see it in their text as a suggestion, and take it in or not.',
    state: 'State',
    optional: 'If you know it',
    population: 'Residents',
    year: 'Year in which it began',
    action: 'What the city did',
    outcome: 'What came of it',
    outcomeHint: 'Numbers help: what it cost, whom it reached, what failed.',
    sendExample: 'Propose this example',
    thanks: 'Thank you. The authors have it.',
    thanksText: 'It stands beside their text now. The next edition may be the better for it.',
    back: 'Back to the chapter',
    populationWrong: 'Give a number of residents, in digits: 181,099',
    yearWrong: 'Give a year, in four digits: 2010',
    actionMissing: 'Tell what the city did.',
    outcomeMissing: 'Tell what came of it, or that it is too early to say.',
    tooMuch:
      'More was written about this guide within the hour than we can take. Please send yours later.',
  },

  newsletterPage: {
    title: 'Newsletter',
    description: 'New guides, new editions and what cities learned, by mail.',
    lede: 'You are busy, and so are we. When there is something new, a short letter comes: new guides, new editions, where cities meet next.',
    subscribe: 'Get the newsletter',
    archive: 'Every newsletter so far',
    none: 'No newsletter has come out yet.',
    emailHint:
      'We send a mail that asks whether it was you. The address is used for the newsletter alone and forgotten when you stop it.',
    send: 'Send me the newsletter',
    tooMany:
      'More people asked for the newsletter within the hour than we can take. Please try again later.',
    moments: {
      asked: {
        heading: 'Look into your mail',
        text: 'If the address can get the newsletter, a mail is on its way to it. Open the link in it, and you are on the list.',
        button: '',
      },
      confirm: {
        heading: 'Get the newsletter?',
        text: 'One click, and the next one comes to you.',
        button: 'Yes, send it to me',
      },
      confirmed: {
        heading: 'You are on the list',
        text: 'The next newsletter comes to you. Each has a link that stops them all.',
        button: '',
      },
      tooOld: {
        heading: 'This link is too old',
        text: 'It held for two days. Ask for the newsletter once more, and you get a new one.',
        button: '',
      },
      stop: {
        heading: 'Stop the newsletter?',
        text: 'No further one comes, and we forget your address.',
        button: 'Stop it',
      },
      stopped: {
        heading: 'We have stopped',
        text: 'No further newsletter comes, and your address is forgotten.',
        button: '',
      },
    },
    confirmSubject: 'Do you want our newsletter?',
    confirmMail: (link: string) =>
      `Hello,\n\nsomebody, probably you, asked for our newsletter to come to this address. To get it, open this link:\n\n${link}\n\nIf it was not you, do nothing: we forget the address in two days.\n`,
    alreadySubject: 'You get our newsletter already',
    alreadyMail: (link: string) =>
      `Hello,\n\nsomebody, probably you, asked for our newsletter to come to this address. It does already.\n\nTo stop it, open this link: ${link}\n`,
    mailOnTheWeb: 'On the web:',
    mailWhy: 'You get this because you asked for it at',
    mailStop: 'Stop the newsletter',
  },

  search: {
    title: 'Search',
    description: 'Search every chapter of every guide.',
    label: 'Search all guides',
    button: 'Search',
    more: 'Show more',
    noScript: 'The search needs JavaScript. Without it, look into the contents of a guide:',
    /** Filled in by a script: {count} and {words}. */
    foundOne: '1 chapter found',
    foundPattern: '{count} chapters found',
    nonePattern: 'Nothing found for “{words}”. Try another word, or fewer.',
    unreachable: 'The search cannot be reached. Try again in a moment.',
  },

  /** What the site says on the pages of editions. */
  edition: {
    about: 'About this edition',
    aboutTranslation: 'About this translation',
    changedSince: 'This chapter has changed since it was translated. The newest text:',
    thisIs: (number: string) => `This is edition ${number}.`,
    named: (number: string) => `Edition ${number}`,
    tookItsPlace: 'has taken its place.',
    all: 'Editions',
    withdrawn: 'Withdrawn:',
    printChapters: 'Print some chapters',
    movedTitle: 'This page has moved',
    movedText: 'A newer edition of the guide has it at another address, or no longer.',
    goThere: 'Go there',
  },

  print: {
    title: (guide: string) => `Print chapters of ${guide}`,
    description: (guide: string) => `Some chapters of “${guide}” as one PDF.`,
    heading: 'Print these chapters',
    editionOf: (guide: string, number: string) => `${guide}, edition ${number}`,
    byBrowser: 'Open a chapter and print it with your browser: it is laid out for paper.',
    lede: 'Choose what your meeting needs. You get one PDF, with the numbers that the chapters have in the guide.',
    chapters: 'Chapters',
    make: 'Make a PDF',
    orWhole: 'Or take the whole guide:',
    yours: 'Your PDF',
    take: 'Take the PDF',
    failed: 'It could not be printed. Choose again in a few minutes, or take the whole guide.',
    waiting: 'It waits until others are printed.',
    running: 'It is being printed …',
    lookAgain: 'Look again',
    chooseOthers: 'Choose other chapters',
    chooseOne: 'Choose at least one chapter.',
    tooMany:
      'More PDFs are being printed than we can make at once. Try again in a few minutes, or take the whole guide.',
  },

  nothingHere: {
    heading: 'There is no page here',
    text: 'The address may have been mistyped, or the page may have moved to a newer edition of its guide.',
  },
}

/** What every language says. */
export type Messages = typeof en
