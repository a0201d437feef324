import { expect, test } from 'vitest'
import { folderOf } from './guide-folder.ts'
import { pictureFaults } from './picture-faults.ts'
import { readGuideFolder } from './read-guide-folder.ts'
import { readPicture } from './read-picture.ts'

function chunk(name: string, data: number[] = []): number[] {
  const length = [24, 16, 8, 0].map((shift) => (data.length >> shift) & 255)
  return [...length, ...[...name].map((letter) => letter.charCodeAt(0)), ...data, 0, 0, 0, 0]
}
const big = (value: number): number[] => [24, 16, 8, 0].map((shift) => (value >> shift) & 255)
const png = (width: number, height: number, ...more: number[][]): Uint8Array =>
  Uint8Array.from([
    ...[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
    ...chunk('IHDR', [...big(width), ...big(height), 8, 6, 0, 0, 0]),
    ...more.flat(),
  ])
const svg = (inside: string): Uint8Array =>
  new TextEncoder().encode(
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">${inside}</svg>`,
  )
const end = chunk('IEND')

test.each<[what: string, bytes: Uint8Array, rules: string[]]>([
  ['a small one', png(10, 10, end), []],
  ['200 megapixels', png(20_000, 10_000, end), ['picture-size']],
  ['cut off', png(10, 10), ['picture-broken']],
  ['animated', png(10, 10, chunk('acTL', [0, 0, 0, 2, 0, 0, 0, 0]), end), ['picture-animated']],
  ['a drawing', svg('<path d="M0 0h9v9z"/><use href="#a"/>'), []],
  ['a picture inside a drawing', svg('<image href="data:image/png;base64,AA=="/>'), []],
  ['a script', svg('<script>alert(1)</script>'), ['picture-active']],
  ['a script in an attribute', svg('<rect onload="alert(1)"/>'), ['picture-active']],
  [
    'a picture elsewhere',
    svg('<image xlink:href="https://example.org/x.png"/>'),
    ['picture-active'],
  ],
  ['a style elsewhere', svg('<style>@import "x.css"</style>'), ['picture-active']],
  ['a fill elsewhere', svg('<rect fill="url(http://example.org/a.svg#b)"/>'), ['picture-active']],
  ['a web page', svg('<foreignObject/>'), ['picture-active']],
  ['a frame', svg('<iframe/>'), ['picture-active']],
  ['a page as data', svg('<image href="data:text/html,x"/>'), ['picture-active']],
])('%s', async (_what, bytes, rules) => {
  const picture = await readPicture(bytes)
  if (!picture) throw new Error('not a picture')
  expect(pictureFaults('pictures/a', bytes, picture).map(({ ruleId }) => ruleId)).toEqual(rules)
})

test('a folder tells all of them in one run, beside what is wrong with its front matter and text', async () => {
  const { guide, checkable, findings } = await readGuideFolder(
    folderOf({
      'guide.yaml': 'title: [a]\nslug: a\ncities: none\n',
      'chapters/01-a.md': '# A\n\n[x](file:///etc/passwd)\n\n:::sidebar\nText.\n:::\n',
      'pictures/big.png': png(20_000, 10_000, end),
      'pictures/cut.png': png(9, 9),
      'pictures/live.svg': svg('<script/>'),
    }),
  )
  expect(guide).toBeNull()
  expect(checkable.chapters).toHaveLength(1)
  expect(findings.map(({ file, line, ruleId }) => `${file}:${line} ${ruleId}`)).toEqual([
    'guide.yaml:1 front-matter-field',
    'guide.yaml:3 front-matter-field',
    'chapters/01-a.md:3 link-unsafe',
    'chapters/01-a.md:5 unknown-directive',
    'pictures/big.png:1 picture-size',
    'pictures/cut.png:1 picture-broken',
    'pictures/live.svg:1 picture-active',
  ])
})
