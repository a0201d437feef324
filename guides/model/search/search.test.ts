import { expect, test } from 'vitest'
import * as Y from 'yjs'
import {
  chapterContent,
  chapterDraft,
  chapterFragment,
  guideFromDoc,
  outline,
  writeGuideToDoc,
} from '../guide-doc.ts'
import { plainText } from '../plain-text.ts'
import { listSuggestions, settle } from '../suggestions/index.ts'
import {
  callout,
  chapter,
  doc,
  em,
  figure,
  footnote,
  guide,
  p,
  strong,
} from '../testing/builders.ts'
import { findInGuide, type Match } from './find-in-guide.ts'
import { replaceInGuide, typesOfReplacement } from './replace-in-guide.ts'
import { patternOf } from './text-query.ts'

const ana = { accountId: 'ana', name: 'Ana Duarte', city: 'Riverbend' }
const now = new Date('2026-11-28T09:00:00Z')

function docOf(...chapters: Parameters<typeof guide>[1][]): Y.Doc {
  const ydoc = new Y.Doc()
  writeGuideToDoc(guide({}, ...chapters), ydoc)
  return ydoc
}

function pattern(words: string, { matchCase = false, wholeWords = false } = {}): RegExp {
  const made = patternOf({ words, matchCase, wholeWords })
  if (!made) throw new Error('no pattern')
  return made
}

/** What was found, in words. */
function wordsAt(ydoc: Y.Doc, match: Match): string {
  if (match.kind === 'title')
    return `title: ${outline(ydoc)
      .find(({ id }) => id === match.chapterId)
      ?.title.slice(match.start, match.end)}`
  const text = chapterDraft(ydoc, match.chapterId)
  return match.kind === 'text'
    ? text.textBetween(match.from, match.to)
    : `${match.name}: ${String(text.nodeAt(match.from)?.attrs[match.name]).slice(match.start, match.end)}`
}

const found = (ydoc: Y.Doc, ...asked: Parameters<typeof pattern>) =>
  findInGuide(ydoc, pattern(...asked)).map((match) => wordsAt(ydoc, match))

test('words are found in titles, texts, notes and what pictures and boxes say, in reading order', () => {
  const ydoc = docOf(
    chapter(
      { id: 'a', title: 'A bus for all' },
      p('The ', strong('b'), 'us stops.', footnote('A Bus note.')),
      callout('tip', 'Ask the bus driver', p('Abuse is no bus.')),
      figure({ src: 'pictures/a.svg', alt: 'A bus' }, 'The BUS'),
    ),
    chapter({ id: 'b', title: 'Trams' }, p('No more buses.')),
  )
  expect(found(ydoc, 'bus')).toEqual([
    'title: bus',
    'bus',
    'Bus',
    'title: bus',
    'bus',
    'bus',
    'alt: bus',
    'BUS',
    'bus',
  ])
  expect(found(ydoc, 'bus', { wholeWords: true })).toHaveLength(7)
  expect(found(ydoc, 'Bus', { matchCase: true })).toEqual(['Bus'])
  expect(found(ydoc, 'stops.a')).toEqual([])
})

test.each([
  ['a+b (c)', 'Is a+b (c) so?', 'a+b (c)'],
  ['city’s', "The city's plan", "city's"],
  ["city's", 'The city’s plan', 'city’s'],
  ['two  words', 'two\u00a0words', 'two\u00a0words'],
  ['straße', 'Die STRAẞE', 'STRAẞE'],
  ['co-op', 'the co\u2011op', 'co\u2011op'],
  ['🌳', 'plant 🌳 here', '🌳'],
])('%s is found in “%s”', (words, text, match) => {
  expect(found(docOf(chapter('a', p(text))), words)).toEqual([match])
})

test('whole words end where letters of any language do', () => {
  const ydoc = docOf(chapter('a', p('año años ano')))
  expect(found(ydoc, 'año', { wholeWords: true })).toEqual(['año'])
  expect(found(ydoc, 'an', { wholeWords: true })).toEqual([])
})

test('a replacement keeps the format of what it replaces, and changes nothing else', () => {
  const ydoc = docOf(
    chapter({ id: 'a', title: 'Bus lines' }, p('One bus, ', em('two bus'), ', bus three.')),
    chapter({ id: 'b', title: 'B' }, figure({ src: 'pictures/a.svg', alt: 'A bus and a bus' })),
  )
  const all = { pattern: pattern('bus'), words: 'tram', suggester: null, now }
  expect(replaceInGuide(ydoc, all)).toEqual({ places: 6, chapters: 2, titlesLeft: 0 })
  const { chapters } = guideFromDoc(ydoc)
  expect(chapters[0]?.title).toBe('tram lines')
  expect(chapters[0]?.content).toEqual(doc(p('One tram, ', em('two tram'), ', tram three.')))
  expect(chapters[1]?.content).toEqual(
    doc(figure({ src: 'pictures/a.svg', alt: 'A tram and a tram' })),
  )
  // Longer words that hold what was looked for are replaced once.
  expect(
    replaceInGuide(ydoc, { ...all, pattern: pattern('tram'), words: 'tram line' }).places,
  ).toBe(6)
})

test('what others type in the same paragraph meanwhile stays', () => {
  const ydoc = docOf(chapter('a', p('bus and bus')))
  const other = new Y.Doc()
  Y.applyUpdate(other, Y.encodeStateAsUpdate(ydoc))
  const text = (chapterFragment(other, 'a').get(0) as Y.XmlElement).get(0) as Y.XmlText
  text.insert(4, 'coach ')
  const before = Y.encodeStateVector(ydoc)
  replaceInGuide(ydoc, { pattern: pattern('bus'), words: 'tram', suggester: null, now })
  Y.applyUpdate(other, Y.encodeStateAsUpdate(ydoc, before))
  expect(plainText(chapterContent(other, 'a'))).toBe('tram coach and tram')
})

test('all of it is one step to undo', () => {
  const ydoc = docOf(chapter({ id: 'a', title: 'A bus' }, p('bus, bus')), chapter('b', p('bus')))
  const before = guideFromDoc(ydoc)
  const history = new Y.UndoManager(typesOfReplacement(ydoc), { trackedOrigins: new Set(['it']) })
  ydoc.transact(
    () => replaceInGuide(ydoc, { pattern: pattern('bus'), words: 'tram', suggester: null, now }),
    'it',
  )
  expect(found(ydoc, 'tram')).toHaveLength(4)
  history.undo()
  expect(guideFromDoc(ydoc)).toEqual(before)
  history.redo()
  expect(found(ydoc, 'tram')).toHaveLength(4)
})

test('who suggests leaves a suggestion at each place, and titles as they are', () => {
  const ydoc = docOf(
    chapter({ id: 'a', title: 'A bus' }, p('A bus and ', strong('a bus'), ' more.')),
  )
  const suggestion = { pattern: pattern('bus'), words: 'tram', suggester: ana, now }
  expect(replaceInGuide(ydoc, suggestion)).toEqual({ places: 2, chapters: 1, titlesLeft: 1 })
  expect(plainText(chapterContent(ydoc, 'a'))).toBe('A bus and a bus more.')
  const open = listSuggestions(chapterDraft(ydoc, 'a'))
  expect(open.map(({ added, removed }) => [removed, added])).toEqual([
    ['bus', 'tram'],
    ['bus', 'tram'],
  ])
  const [first] = open
  const answered = settle(chapterDraft(ydoc, 'a'), (id) => (id === first?.id ? 'accept' : 'reject'))
  expect(answered.textContent).toBe('A tram and a bus more.')
  // What is to go is not found again.
  expect(found(ydoc, 'bus')).toEqual(['title: bus'])
  // What one suggested oneself changes at once.
  replaceInGuide(ydoc, { ...suggestion, pattern: pattern('tram'), words: 'metro' })
  expect(listSuggestions(chapterDraft(ydoc, 'a')).map(({ added }) => added)).toEqual([
    'metro',
    'metro',
  ])
})

test('one place is replaced where its words still stand', () => {
  const ydoc = docOf(chapter('a', p('bus bus bus')))
  const [, second] = findInGuide(ydoc, pattern('bus'))
  const one = { pattern: pattern('bus'), words: '', suggester: null, now }
  expect(replaceInGuide(ydoc, one, second).places).toBe(1)
  expect(plainText(chapterContent(ydoc, 'a'))).toBe('bus  bus')
  expect(replaceInGuide(ydoc, one, second).places).toBe(0)
})

test('nothing is looked for where nothing is asked', () => {
  expect(patternOf({ words: '', matchCase: false, wholeWords: false })).toBeNull()
})
