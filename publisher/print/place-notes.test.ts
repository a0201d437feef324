import { expect, test } from 'vitest'
import { type NoteBox, placeNotes } from './place-notes.ts'

const limits = { top: 72, bottom: 700 }
const note = (id: string, top: number, height = 40, page = 3): NoteBox => ({
  id,
  page,
  top,
  height,
})
const topsOf = (notes: NoteBox[], obstacles: Parameters<typeof placeNotes>[1] = []) => {
  const placed = placeNotes(notes, obstacles, limits)
  return Object.fromEntries(notes.map(({ id, top }) => [id, top + (placed.shifts.get(id) ?? 0)]))
}

test('a note with room stays beside its reference', () => {
  expect(topsOf([note('a', 100), note('b', 300)])).toEqual({ a: 100, b: 300 })
})

test('a note moves below the one before', () => {
  expect(topsOf([note('a', 100), note('b', 110)])).toEqual({ a: 100, b: 146 })
})

test('notes at the foot of a page rise, and push those above', () => {
  expect(topsOf([note('a', 640), note('b', 690)])).toEqual({ a: 614, b: 660 })
})

test('a wide table is passed, downwards where there is room and upwards where there is none', () => {
  expect(topsOf([note('a', 200)], [{ page: 3, top: 190, height: 100 }])).toEqual({ a: 296 })
  expect(topsOf([note('a', 600)], [{ page: 3, top: 590, height: 100 }])).toEqual({ a: 544 })
  expect(topsOf([note('a', 200)], [{ page: 4, top: 190, height: 100 }])).toEqual({ a: 200 })
})

test('where a page has no room the longest note gives way', () => {
  const placed = placeNotes(
    [note('a', 100, 300), note('b', 120, 310), note('c', 130, 50)],
    [],
    limits,
  )
  expect(placed.noRoom).toEqual(['b'])
  expect([...placed.shifts.keys()]).toEqual(['a', 'c'])
})
