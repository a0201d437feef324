import { expect, test } from 'vitest'
import type { ContentsEntry } from './front-matter.ts'
import { blanksBefore, placesInGuide, printedPages, romanNumeral } from './page-numbers.ts'

const entry = (id: string, number: string, ...children: ContentsEntry[]): ContentsEntry => ({
  id,
  number,
  title: id.toUpperCase(),
  children,
})
const places = (pages: Record<string, number>, pageCount: number) => ({
  pageCount,
  places: new Map(Object.entries(pages).map(([id, page]) => [id, { page, top: 100 }])),
})

test('roman numerals', () => {
  expect([1, 4, 9, 14, 40, 99].map(romanNumeral)).toEqual(['i', 'iv', 'ix', 'xiv', 'xl', 'xcix'])
})

test('front matter is counted in roman numerals and the text from 1, with the section in force', () => {
  const contents = [entry('one', '1', entry('a', ''), entry('b', '')), entry('end', '')]
  const pages = printedPages(places({ one: 2, a: 2, b: 4, end: 5 }, 6), contents, 'Title')
  expect(pages.map(({ label }) => label)).toEqual(['i', 'ii', '1', '2', '3', '4'])
  expect(pages.map(({ kind }) => kind)).toEqual([
    'cover',
    'front',
    'opening',
    'text',
    'text',
    'text',
  ])
  expect(pages.map(({ section }) => section)).toEqual(['', '', 'A', 'A', 'B', ''])
})

test('a piece that would open on a left-hand page gets a blank page before it', () => {
  const pieces = ['', 'one', 'two', 'three'].map((id, index) => ({
    id,
    ...places(id ? { [id]: 0 } : {}, [3, 3, 2, 1][index] ?? 0),
  }))
  const needed = blanksBefore(pieces)
  // one moves from page 3 to 4, two from 6 to 7 and so to 8, three from 8 to 10.
  expect([...needed]).toEqual(['one', 'two'])
  const bound = placesInGuide(pieces, needed)
  expect(bound.pageCount).toBe(11)
  expect([...bound.places].map(([id, { page }]) => [id, page])).toEqual([
    ['one', 4],
    ['two', 8],
    ['three', 10],
  ])
})

test('contents follow a colophon of any length without a blank page', () => {
  const pieces = ['', 'contents_title', 'one'].map((id, index) => ({
    id,
    ...places({}, [3, 2, 1][index] ?? 0),
  }))
  expect([...blanksBefore(pieces)]).toEqual(['one'])
})
