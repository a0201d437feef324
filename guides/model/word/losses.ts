/** What can be lost or change on the way from Word, in words for people. */
export const losses = {
  'word-underline': [
    'Underlined words came in without the line',
    'Readers take underlined words for links: set them bold or in italics where they need stress.',
  ],
  'word-strikethrough': [
    'Words that were struck out came in as plain words',
    'Take them out, or suggest that with the switch “Suggesting”.',
  ],
  'word-highlight': [
    'Words marked with a colour came in without it',
    'Set them bold, put them into a note, or write a comment where the colour said “to do”.',
  ],
  'word-link': [
    'A link to a place within the document, or to a file, came in as plain words',
    'Where it should lead to a heading, figure or table, put in a cross reference with “/”.',
  ],
  'word-picture': [
    'A picture is of a kind that guides cannot show and was left out',
    'Save it as PNG, JPEG or SVG and put it in at this place.',
  ],
  'word-picture-in-cell': [
    'A picture stood in a table and now stands below it',
    'Move it to where it belongs.',
  ],
  'word-table-in-table': [
    'A table stood within a table; its rows came in as lines of text',
    'Make two tables of it, or add its columns to the outer one.',
  ],
  'word-heading-in-cell': [
    'A heading stood where guides have none (in a table, list or box) and came in bold',
    'Put the heading above instead.',
  ],
  'word-heading-depth': [
    'A heading is deeper than guides go and came in one of the third level below the chapter',
    'Look whether a list or a bold first sentence serves better.',
  ],
  'word-heading-note': [
    'Notes, pictures and formatting of a chapter’s title were left out',
    'Put the note behind the first sentence.',
  ],
  'word-bold-heading': [
    'A bold line stands by itself: it may be meant as a heading',
    'If so, make it one, so that readers find it in the outline.',
  ],
  'word-note-blocks': [
    'A note holds more than a paragraph; line breaks stand between its parts',
    'Shorten it, or move the rest into the text.',
  ],
  'word-tabs': ['Columns made with the tab key came in as spaces', 'Make a table of them.'],
  'word-one-cell-table': [
    'A table of one cell was taken for a box and came in as a note',
    'Choose note, tip or warning, and give it a title.',
  ],
  'word-uneven-table': [
    'A table’s rows were of different widths; empty cells fill them up',
    'Look whether its cells stand in their columns.',
  ],
  'word-table-head': [
    'The first row of a table was taken for its head, as its look in Word says',
    'If it is none, choose “Header row” in the table’s tools.',
  ],
  'word-contents': [
    'The table of contents was left out: every edition makes its own',
    'There is nothing to do.',
  ],
  'word-running-heads': [
    'Headers and footers were left out: every edition makes its own',
    'If they say something that the text does not, write it there.',
  ],
  'word-equation': [
    'A formula came in as a line of letters and signs',
    'Look whether it can be read so, or put it in as a picture with its words beside it.',
  ],
  'word-chart': [
    'A chart was left out',
    'Save it as a picture in Word and put it in here, with its numbers in a table.',
  ],
  'word-drawing': [
    'A drawing (SmartArt) was left out',
    'Save it as a picture in Word and put it in here, with a text for who does not see it.',
  ],
  'word-embedded': ['An embedded file was left out', 'Put in what it shows, or link to it.'],
  'word-hidden': [
    'Hidden words were left out',
    'Show them in Word and bring the document in again, if they belong to the text.',
  ],
  'word-cell-change': [
    'Tracked changes of single table cells came in as if accepted',
    'Look at the table.',
  ],
  'word-title-change': [
    'Tracked changes in a chapter’s title came in as if accepted',
    'Look at the title.',
  ],
  'word-opening': [
    'Text stood before the first heading: it is a chapter of its own',
    'Give the chapter a title, or move its text.',
  ],
  'word-field': [
    'A fact of a city example could not be read',
    'Write it into the example’s fields.',
  ],
  'word-unknown': [
    'The document holds something of a kind that is not known here, and it was left out',
    'Look in Word what it is: the words in quotation marks are its name in the file.',
  ],
  'word-comment-lost': [
    'A comment stands where no words are; it is at the beginning of its chapter',
    'Move what it says to its place.',
  ],
} as const satisfies Record<string, readonly [message: string, mend: string]>

export type Loss = keyof typeof losses
