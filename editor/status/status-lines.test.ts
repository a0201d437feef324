import type { Status } from '@charrette/collab-server/contract'
import { expect, test } from 'vitest'
import { statusLines } from './status-lines.ts'

const now = Date.parse('2026-11-25T12:00:00Z')
const well: Status = {
  version: '1',
  runningSince: '2026-11-20T08:00:00Z',
  saves: true,
  freeBytes: 20e9,
  prints: true,
  connections: 1,
  publications: [],
  mail: { sends: true, waiting: 0, waitingSince: null, failed: 0 },
  damaged: [],
}
const publication = {
  guide: { slug: 'g', title: 'G' },
  number: '1.0',
  progress: 0,
  message: '',
}
const wrong = (change: Partial<Status>) =>
  statusLines({ ...well, ...change }, now)
    .filter(({ ok }) => !ok)
    .map(({ name }) => name)

test('a server that does all it should has nothing that needs attention', () => {
  expect(wrong({})).toEqual([])
  expect(wrong({ freeBytes: null })).toEqual([])
  const mail = { ...well.mail, waiting: 2, waitingSince: '2026-11-25T11:50:00Z' }
  expect(wrong({ mail })).toEqual([])
  expect(wrong({ publications: [{ ...publication, state: 'running' }] })).toEqual([])
})

test('each thing that is wrong is named', () => {
  expect(wrong({ saves: false })).toEqual(['Saving'])
  expect(wrong({ prints: false })).toEqual(['Printing'])
  expect(wrong({ freeBytes: 9e8 })).toEqual(['Room on the disk'])
  expect(wrong({ publications: [{ ...publication, state: 'failed' }] })).toEqual(['Publishing'])
  expect(wrong({ damaged: [{ slug: 'roofs', since: '2026-11-25T11:00:00Z' }] })).toEqual([
    'The guide “roofs”',
  ])
  for (const mail of [
    { ...well.mail, sends: false },
    { ...well.mail, failed: 1 },
    { ...well.mail, waiting: 1, waitingSince: '2026-11-25T11:40:00Z' },
  ])
    expect(wrong({ mail })).toEqual(['Mail'])
})
