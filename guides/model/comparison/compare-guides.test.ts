import { expect, test } from 'vitest'
import {
  chapter,
  cityExample,
  em,
  figure,
  guide,
  h2,
  link,
  p,
  table,
  td,
  th,
  tr,
} from '../testing/builders.ts'
import type { BlockChange } from './chapter-change.ts'
import { compareGuides } from './compare-guides.ts'

/** `[-removed-]` and `{+added+}` in a block's text. */
const shown = ({ runs }: BlockChange): string => runsShown(runs)

const runsShown = (runs: BlockChange['runs']): string =>
  runs
    .map(({ kind, text }) =>
      kind === 'same' ? text : kind === 'added' ? `{+${text}+}` : `[-${text}-]`,
    )
    .join('')

const before = guide(
  {},
  chapter('a', h2('Start'), p('One line.'), p('The city built a network in 2010.'), p('End.')),
  chapter('b', p('Second.')),
  chapter('c', p('Third.')),
)

test('the same guide has not changed', () => {
  expect(compareGuides(before, before).map(({ kind, blocks }) => [kind, blocks])).toEqual([
    ['same', []],
    ['same', []],
    ['same', []],
  ])
})

test('a first release adds every chapter', () => {
  const changes = compareGuides(null, before)
  expect(changes.map(({ kind }) => kind)).toEqual(['added', 'added', 'added'])
  expect(changes[1]?.blocks).toEqual([
    { kind: 'added', nodeType: 'paragraph', runs: [{ kind: 'added', text: 'Second.' }] },
  ])
})

test('a changed word is shown within its block, between its neighbours', () => {
  const after = guide(
    {},
    chapter('a', h2('Start'), p('One line.'), p('The city leased a network in 2010.'), p('End.')),
    ...before.chapters.slice(1),
  )
  const [change] = compareGuides(before, after)
  expect(change?.kind).toBe('changed')
  expect(change?.blocks.map(shown)).toEqual([
    'One line.',
    'The city [-built-]{+leased+} a network in 2010.',
    'End.',
  ])
})

test('a block that is nothing like the old one is a removal and an addition', () => {
  const after = guide({}, chapter('b', p('Quite other words stand here now.')))
  const change = compareGuides(guide({}, chapter('b', p('Second.'))), after)[0]
  expect(change?.blocks.map(({ kind }) => kind)).toEqual(['removed', 'added'])
})

test('a moved chapter is moved, and those that it passed are not', () => {
  const [a, b, c] = before.chapters
  const after = { ...before, chapters: [c, a, b].flatMap((each) => each ?? []) }
  expect(compareGuides(before, after).map(({ chapterId, kind }) => `${chapterId} ${kind}`)).toEqual(
    ['c moved', 'a same', 'b same'],
  )
})

test('a removed chapter stands where it stood', () => {
  const after = { ...before, chapters: before.chapters.filter(({ id }) => id !== 'b') }
  const changes = compareGuides(before, after)
  expect(changes.map(({ chapterId, kind }) => `${chapterId} ${kind}`)).toEqual([
    'a same',
    'b removed',
    'c same',
  ])
  expect(changes[1]?.blocks.map(shown)).toEqual(['[-Second.-]'])
})

test('a new title is a change of the chapter', () => {
  const after = {
    ...before,
    chapters: before.chapters.map((each) => (each.id === 'b' ? { ...each, title: 'New' } : each)),
  }
  const change = compareGuides(before, after)[1]
  expect(change?.kind).toBe('changed')
  expect(change?.blocks[0]?.nodeType).toBe('title')
})

test('what attributes, tables and examples say is compared', () => {
  const text = (year: number, alt: string, cell: string) =>
    chapter(
      'a',
      cityExample({ city: 'Chattanooga', year }, 'Built a fiber network.', 'It works well.'),
      figure({ src: 'pictures/map.svg', alt }, 'The network'),
      table({ caption: 'Speeds by street' }, tr(th('Street')), tr(td(cell))),
    )
  const [change] = compareGuides(
    guide({}, text(2010, 'A map of streets in town', 'Oak')),
    guide({}, text(2011, 'A plan of streets in town', 'Elm')),
  )
  expect(change?.blocks.map(({ nodeType }) => nodeType)).toEqual([
    'cityExample',
    'figure',
    'tableFigure',
  ])
  const all = change?.blocks.map(shown).join('\n') ?? ''
  for (const expected of ['[-2010-]{+2011+}', '[-map-]{+plan+}', '[-Oak-]{+Elm+}'])
    expect(all).toContain(expected)
})

test('a change that no word shows is shown as Markdown', () => {
  const [change] = compareGuides(
    guide({}, chapter('a', p('See ', ...link('https://a.example', 'the plan'), ' now.'))),
    guide(
      {},
      chapter('a', p('See ', ...link('https://b.example', 'the plan'), ' ', ...em('now'), '.')),
    ),
  )
  expect(change?.blocks.map(({ kind }) => kind)).toEqual(['changed'])
  const text = change?.blocks.map(shown).join('') ?? ''
  expect(text).toContain('b')
  expect(text).toContain('{+')
  expect(change?.blocks[0]?.runs.some(({ kind }) => kind === 'added')).toBe(true)
})

test('front matter, bibliography and pictures are part of what is approved', () => {
  const after = {
    ...before,
    frontMatter: { ...before.frontMatter, licence: 'CC0-1.0' },
    bibliography: [{ id: 'fcc', type: 'report' }],
  }
  const rest = compareGuides(before, after).slice(3)
  expect(rest.map(({ chapterId }) => chapterId)).toEqual([
    'guide:front-matter',
    'guide:bibliography',
  ])
  expect(rest[0]?.blocks.map(shown)).toEqual(['licence: [-CC-BY-4.0-]{+CC0-1.0+}'])
})

test('a table is compared cell by cell, a row that came is one', () => {
  const streets = (...rows: [string, string][]) =>
    chapter(
      'a',
      table(
        { caption: 'Speeds by street' },
        tr(th('Street'), th('Speed')),
        ...rows.map(([street, speed]) => tr(td(street), td(speed))),
      ),
    )
  const [change] = compareGuides(
    guide({}, streets(['Oak Street', '30'])),
    guide({}, streets(['Oak Street', '25'], ['Elm Lane', '20'])),
  )
  const { rows = [] } = change?.blocks[0]?.table ?? {}
  expect(
    rows.map(({ kind, cells }) => [kind, cells.map((cell) => [cell.kind, runsShown(cell.runs)])]),
  ).toEqual([
    [
      'same',
      [
        ['same', 'Street'],
        ['same', 'Speed'],
      ],
    ],
    [
      'changed',
      [
        ['same', 'Oak Street'],
        ['changed', '[-30-]{+25+}'],
      ],
    ],
    [
      'added',
      [
        ['added', '{+Elm Lane+}'],
        ['added', '{+20+}'],
      ],
    ],
  ])
})

test('a changed picture is there with the files of both texts', () => {
  const file = (sha256: string) => ({
    'pictures/map.svg': {
      sha256,
      mediaType: 'image/svg+xml' as const,
      bytes: 1,
      width: 1,
      height: 1,
    },
  })
  const shows = (alt: string, sha256: string) => ({
    ...guide({}, chapter('a', figure({ src: 'pictures/map.svg', alt }, 'The network'))),
    pictures: file(sha256),
  })
  const [change] = compareGuides(shows('A map', 'aa'), shows('A map of oaks', 'bb'))
  expect(change?.blocks[0]?.pictures).toEqual({
    before: [{ sha256: 'aa', alt: 'A map' }],
    after: [{ sha256: 'bb', alt: 'A map of oaks' }],
  })
})
