import { describe, expect, test } from 'vitest'
import { checkGuide } from '../checks/check-guide.ts'
import type { NodeJson } from '../guide.ts'
import { plainText } from '../plain-text.ts'
import { walkGuide } from '../walk.ts'
import { folderOf } from './guide-folder.ts'
import { readGuideFolder } from './read-guide-folder.ts'

const svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 80"/>'

/** As `mdbook init` and the mdBook guide lay a book out: parts, drafts, chapters in chapters. */
const mdBook: Record<string, string> = {
  'book.toml':
    '[book]\ntitle = "Street Trees"\nauthors = ["Ada Alder", "Ben Birch"]\ndescription = "How to plant."\nlanguage = "en"\n\n[output.html]\ndefault-theme = "light"\n',
  'src/SUMMARY.md': [
    '# Summary',
    '',
    '[Preface](preface.md)',
    '',
    '# Planting',
    '',
    '- [Where to plant](planting/README.md)',
    '  - [Soil](planting/soil.md)',
    '    - [Clay](planting/clay.md)',
    '- [Watering]()',
    '',
    '---',
    '',
    '# Paying',
    '',
    '1. [Money](./money.md)',
    '',
    '[Contributors](misc/contributors.md)',
    '',
  ].join('\n'),
  'src/preface.md':
    '# Preface\n\nBegin with [the money](money.md), then [Soil](planting/soil.md).\n',
  'src/planting/README.md':
    '# Where to plant\n\n![A street](../images/street.svg "A street in June")\n\nSee [how deep](soil.md#how-deep-it-goes) and [above](#where).\n\n## Where\n\nHere.\n',
  'src/planting/soil.md':
    '# Soil\n\n### How deep it goes\n\nDeep.\n\n<details><summary>More</summary>\n\nRoots.\n\n</details>\n\n{{#include ../../snippets/soil.md}}\n\nEnd.\n',
  'src/planting/clay.md': 'No title of its own. Back to [the start](/planting/).\n',
  'src/money.md':
    '# Money\n\nAsk [the code](../example.py) or [nothing](planting/soil.md#nowhere).\n',
  'src/misc/contributors.md': '# Contributors\n\nAda and Ben.\n',
  'src/images/street.svg': svg,
  'src/unlisted.md': '# Unlisted\n\nNobody names it.\n',
  'book/index.html': '<p>What mdBook made of it.</p>',
}

const honKit: Record<string, string> = {
  'book.json':
    '{"title": "Handbook", "author": "A City", "language": "es", "license": "CC-BY-4.0", "plugins": ["x"]}',
  'README.md': '# Welcome\n\nHello {{ book.name }}, see [part two](two.md).\n',
  'SUMMARY.md':
    '# Table of contents\n\n* [Introduction](README.md)\n\n### Part I\n\n* [One](one/README.md)\n    * [A section of it](one/README.md#section)\n* [Two](two.md)\n* [Elsewhere](https://example.org)\n',
  'one/README.md': '# One\n\n## Section\n\nText.\n\n{% include "./x.md" %}\n',
  'two.md': '# Two\n\nBack to [One](one/).\n',
}

const paragraphs = (content: NodeJson): string[] =>
  (content.content ?? []).map((node) => plainText(node))
const targets = (nodes: Iterable<{ node: NodeJson }>): unknown[] =>
  [...nodes].filter(({ node }) => node.type === 'crossReference').map(({ node }) => node.attrs?.to)

test('a book of mdBook is a guide as it is', async () => {
  const { guide, files, pictures, findings } = await readGuideFolder(folderOf(mdBook))
  expect(findings.filter(({ severity }) => severity === 'error')).toEqual([])
  expect(guide?.frontMatter).toMatchObject({
    title: 'Street Trees',
    slug: 'street-trees',
    summary: 'How to plant.',
    authors: ['Ada Alder', 'Ben Birch'],
    licence: 'No licence stated',
  })
  expect(guide?.chapters.map(({ id, title }) => `${id}: ${title}`)).toEqual([
    'preface: Preface',
    'planting: Where to plant',
    'planting-soil: Soil',
    'planting-clay: Clay',
    'money: Money',
    'misc-contributors: Contributors',
  ])
  expect(files.get('planting')).toBe('src/planting/README.md')
  expect(Object.keys(guide?.pictures ?? {})).toEqual(['src/images/street.svg'])
  expect(pictures.size).toBe(1)
  if (!guide) throw new Error('no guide')
  expect(checkGuide(guide).filter(({ severity }) => severity === 'error')).toEqual([])
})

test('links between chapters become cross references and keep their words', async () => {
  const { guide } = await readGuideFolder(folderOf(mdBook))
  if (!guide) throw new Error('no guide')
  expect(targets(walkGuide(guide))).toEqual([
    'money',
    'planting-soil',
    'how-deep-it-goes',
    'where',
    'planting',
    'planting-soil',
  ])
  const [preface, planting, soil] = guide.chapters
  if (!preface || !planting || !soil) throw new Error('chapters are missing')
  expect(paragraphs(preface.content)[0]).toContain('the money (')
  const ids = (content: NodeJson): unknown[] =>
    (content.content ?? []).filter(({ type }) => type === 'heading').map(({ attrs }) => attrs)
  expect(ids(planting.content)).toEqual([{ level: 2, id: 'where' }])
  expect(ids(soil.content)).toEqual([{ level: 2, id: 'how-deep-it-goes' }])
})

test('what a guide has no place for is told with file and line, and its text kept', async () => {
  const { findings, guide } = await readGuideFolder(folderOf(mdBook))
  expect(findings.map((f) => `${f.file}:${f.line} ${f.severity} ${f.ruleId}`).sort()).toEqual(
    [
      'book.toml:null warning book-licence',
      'src/SUMMARY.md:10 warning book-draft',
      'src/SUMMARY.md:1 warning book-parts',
      'src/money.md:3 warning link-local',
      'src/money.md:null warning book-anchor',
      'src/planting/soil.md:11 warning raw-html',
      'src/planting/soil.md:13 warning book-command',
      'src/planting/soil.md:7 warning raw-html',
      'src/planting/soil.md:null warning heading-level',
    ].sort(),
  )
  const soil = guide?.chapters.find(({ id }) => id === 'planting-soil')
  expect(soil && paragraphs(soil.content)).toEqual([
    'How deep it goes',
    'Deep.',
    'More',
    'Roots.',
    'End.',
  ])
})

test('a book of HonKit is a guide as it is', async () => {
  const { guide, findings } = await readGuideFolder(folderOf(honKit))
  expect(guide?.frontMatter).toMatchObject({
    title: 'Handbook',
    lang: 'es',
    authors: ['A City'],
    licence: 'CC-BY-4.0',
  })
  expect(guide?.chapters.map(({ id, title }) => `${id}: ${title}`)).toEqual([
    'readme: Welcome',
    'one: One',
    'two: Two',
  ])
  expect(findings.map((f) => `${f.file}:${f.line} ${f.ruleId}`).sort()).toEqual([
    'README.md:3 book-command',
    'SUMMARY.md:1 book-parts',
    'SUMMARY.md:10 book-link',
    'one/README.md:7 book-command',
  ])
  if (guide) expect(targets(walkGuide(guide))).toEqual(['two', 'one'])
})

test('a SUMMARY.md alone will do; the README names and opens the book', async () => {
  const { guide } = await readGuideFolder(
    folderOf({
      'README.md': '# A plain book\n\nHello.\n',
      'SUMMARY.md': '* [One](one.md)\n',
      'one.md': '# One\n\nText.\n',
    }),
  )
  expect(guide?.frontMatter.title).toBe('A plain book')
  expect(guide?.chapters.map(({ title }) => title)).toEqual(['A plain book', 'One'])
})

test('a guide.yaml goes over what the book says of itself', async () => {
  const { guide, findings } = await readGuideFolder(
    folderOf({ ...mdBook, 'guide.yaml': 'title: Trees\nslug: trees\nlicence: CC0-1.0\n' }),
  )
  expect(guide?.frontMatter).toMatchObject({ title: 'Trees', slug: 'trees', licence: 'CC0-1.0' })
  expect(findings.map(({ ruleId }) => ruleId)).not.toContain('book-licence')
})

describe.each<[what: string, changes: Record<string, string>, found: string]>([
  [
    'a file that is not there',
    { 'src/SUMMARY.md': '- [Gone](gone.md)\n' },
    'src/SUMMARY.md:1 error book-file',
  ],
  [
    'a file outside of the folder',
    { 'src/SUMMARY.md': '- [Out](../../../etc/passwd)\n' },
    'src/SUMMARY.md:1 error book-file',
  ],
  ['broken TOML', { 'book.toml': '[book\ntitle = "x"\n' }, 'book.toml:1 error book'],
  ['a summary of nothing', { 'src/SUMMARY.md': '# Summary\n' }, 'src/SUMMARY.md:1 error folder'],
])('%s', (_what, changes, found) => {
  test('is found with its line', async () => {
    const { guide, findings } = await readGuideFolder(folderOf({ ...mdBook, ...changes }))
    expect(guide).toBeNull()
    expect(findings.map((f) => `${f.file}:${f.line} ${f.severity} ${f.ruleId}`)).toContain(found)
  })
})
