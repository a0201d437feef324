import { describe, expect, test } from 'vitest'
import type { Guide, NodeJson, Picture } from '../guide.ts'
import {
  chapter,
  cite,
  cityExample,
  code,
  definition,
  em,
  figure,
  footnote,
  guide,
  h2,
  h3,
  h4,
  lang,
  link,
  p,
  ref,
  strong,
  table,
  td,
  th,
  tr,
} from '../testing/builders.ts'
import { checkGuide, checks } from './check-guide.ts'

const picture: Picture = {
  sha256: 'a'.repeat(64),
  mediaType: 'image/svg+xml',
  bytes: 1,
  width: 1,
  height: 1,
}
const withPicture = { pictures: { 'pictures/map.svg': picture } }
const withSource = (fields: Record<string, unknown>) =>
  guide(
    { bibliography: [{ id: 'fcc', type: 'report', ...fields }] },
    chapter('one', p(cite('fcc'))),
  )
const withFcc = { bibliography: [{ id: 'fcc', type: 'report' }] }

/** A guide of one chapter `a`. */
const of = (...blocks: NodeJson[]): Guide => guide({ ...withPicture }, chapter('a', ...blocks))
const citing = (...blocks: NodeJson[]): Guide => guide({ ...withFcc }, chapter('a', ...blocks))

/** `severity path quote`, for findings of one rule. */
const found = (ruleId: string, checked: Guide): string[] =>
  checkGuide(checked)
    .filter((finding) => finding.ruleId === ruleId)
    .map(({ severity, path, quote }) => [severity, path?.join('.') ?? '-', quote].join(' ').trim())

const example = (attrs: object, did: string, came: string): NodeJson =>
  cityExample({ city: 'Chattanooga', source: 'fcc', ...attrs }, did, came)
const map = (attrs: object, ...caption: string[]): NodeJson =>
  figure({ src: 'pictures/map.svg', ...attrs }, ...caption)

const cases: [rule: string, wrong: Guide, places: string[], right: Guide][] = [
  [
    'image-alt',
    of(
      map({}, 'Caption'),
      map({ alt: ' ' }),
      map({ alt: 'map.svg' }),
      map({ alt: 'A map', decorative: true }),
    ),
    [
      'error 0 pictures/map.svg Caption',
      'error 1 pictures/map.svg',
      'error 2 map.svg pictures/map.svg',
      'warning 3 A map pictures/map.svg',
    ],
    of(map({ alt: 'A map' }), map({ decorative: true })),
  ],
  [
    'heading-skip',
    of(h3('Too deep'), p('x'), h2('Back'), h4('Deeper')),
    ['error 0 Too deep', 'error 3 Deeper'],
    of(h2('A'), h3('B'), h4('C'), h2('D'), h3('E')),
  ],
  ['heading-empty', of(h2(), p('x'), h2(' ')), ['error 0', 'error 2'], of(h2('A'))],
  [
    'table-header',
    of(table({ caption: 'C' }, tr(td('a'), th('b')), tr(td('c'), td('d')))),
    ['error 0.1 a b c d'],
    of(
      table({ caption: 'C' }, tr(th('a'), th('b')), tr(td('c'), td('d'))),
      table({ caption: 'C' }, tr(th('a'), td('b')), tr(th('c'), td('d'))),
    ),
  ],
  [
    'table-caption',
    of(table({}, tr(th('a')))),
    ['warning 0 a'],
    of(table({ caption: 'C' }, tr(th('a')))),
  ],
  [
    'link-text',
    of(
      p('a ', ...link('https://a.b', ' ')),
      p('See ', ...link('https://a.b', 'Click ', ...strong('here'), '!')),
      p(...link('https://a.b', 'https://a.b')),
    ),
    ['error 0 https://a.b', 'error 1 Click here!', 'warning 2 https://a.b'],
    of(
      p(...link('https://a.b', 'here is ', ...em('the plan'))),
      p(...link('https://a.b', cite('fcc'))),
    ),
  ],
  [
    'citation-unknown',
    citing(p('a', cite('fbb'), footnote(cite('fdd'))), example({ source: 'fee' }, 'a', 'b')),
    ['error 0.1 fbb', 'error 0.2.0 fdd', 'error 1 fee'],
    citing(p('a', cite('fcc')), example({ source: '' }, 'a', 'b')),
  ],
  [
    'bibliography-entry',
    withSource({ URL: 'example.org' }),
    ['error - fcc'],
    withSource({ URL: 'https://example.org' }),
  ],
  ['bibliography-unused', citing(p('a')), ['warning - fcc'], citing(example({}, 'a', 'b'))],
  [
    'reference-unknown',
    of(p('See ', ref('nowhere'), '.')),
    ['error 0.1 nowhere'],
    of(h2({ id: 'here' }, 'Here'), p(ref('here'), ' in ', ref('a'))),
  ],
  [
    'id-duplicate',
    of(h2({ id: 'x' }, 'One'), map({ id: 'x', alt: 'A' }), h2({ id: 'a' }, 'As the chapter')),
    ['error 1 A pictures/map.svg', 'error 2 As the chapter'],
    of(h2({ id: 'x' }, 'One'), h2({ id: 'y' }, 'Two'), h2('Three'), h2('Four')),
  ],
  [
    'picture-missing',
    of(figure({ src: 'pictures/gone.svg', alt: 'A' }), figure({ src: 'toString', alt: 'B' })),
    ['error 0 pictures/gone.svg', 'error 1 toString'],
    of(map({ alt: 'A' })),
  ],
  [
    'example-incomplete',
    citing(
      example({ city: ' ' }, 'a', 'b'),
      example({ source: '' }, 'a', 'b'),
      cityExample({ city: 'A', source: 'fcc' }, [p()], [p(' ')]),
    ),
    ['error 0 a b Source: fcc', 'warning 1 Chattanooga a b', 'error 2.0', 'error 2.1'],
    citing(example({}, 'a', 'b')),
  ],
  [
    'footnote-empty',
    of(p('Said', footnote()), p('And', footnote(' '))),
    ['error 0.1 Said []', 'error 1.1 And [ ]'],
    of(p('Said', footnote(cite('fcc')), footnote('x'))),
  ],
  [
    'definition-term',
    of(definition({ term: ' ' }, p('What it means')), definition({ term: 'Equity' }, p())),
    ['error 0 What it means', 'error 1 Equity'],
    of(definition({ term: 'Equity' }, p('What it means'))),
  ],
  ['chapter-empty', of(p(), p(' ')), ['error -'], of(map({ alt: 'A' }))],
  ['chapter-empty', guide({}), ['error -'], of(p('a'))],
  [
    'chapter-title',
    guide({}, chapter({ id: 'a', title: ' ' }, p('x')), chapter('b', p('x')), {
      ...chapter('c', p('x')),
      title: 'Chapter b',
    }),
    ['error -', 'warning -'],
    guide({}, chapter('a', p('x')), chapter('b', p('x'))),
  ],
  [
    'front-matter',
    guide({ summary: '', cities: [], licence: '' }, chapter('a', p('x'))),
    ['warning -', 'warning -', 'error -'],
    of(p('x')),
  ],
  [
    'language-tag',
    guide(
      { lang: 'qq' },
      chapter(
        { id: 'a', lang: 'english' },
        p(...lang('xx', 'x'), ...lang('en-toolongsubtag'.slice(0, 5), 'y')),
      ),
    ),
    ['error -', 'error -', 'error 0.0 x'],
    guide({ lang: 'es-US' }, chapter({ id: 'a', lang: 'zh-Hant' }, p(...lang('vi', 'x')))),
  ],
]

describe.each(cases)('%s', (ruleId, wrong, places, right) => {
  test('finds what is wrong at its place, and nothing else', () => {
    expect(found(ruleId, wrong)).toEqual(places)
    expect(found(ruleId, right)).toEqual([])
  })
})

test('every rule has its test', () => {
  expect(new Set(cases.map(([rule]) => rule))).toEqual(new Set(Object.keys(checks)))
})

test('a guide without mistakes passes', () => {
  const good = guide(
    { ...withPicture, ...withFcc },
    chapter(
      'a',
      h2({ id: 's' }, 'Section'),
      p('Text', cite('fcc'), ' and ', ...code('code'), ', see ', ref('fig'), '.'),
      map({ id: 'fig', alt: 'A map' }, 'Caption'),
    ),
  )
  expect(checkGuide(good)).toEqual([])
})

test('findings come in reading order, those about the guide first', () => {
  const several = guide(
    { licence: '' },
    chapter('b', p('x'), h4('One'), p(cite('k'))),
    chapter('a', figure({ src: 'y' })),
  )
  expect(checkGuide(several).map(({ chapterId, ruleId }) => `${chapterId} ${ruleId}`)).toEqual([
    'null front-matter',
    'b heading-skip',
    'b citation-unknown',
    'a image-alt',
    'a picture-missing',
  ])
})
