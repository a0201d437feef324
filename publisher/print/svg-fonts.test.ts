import { expect, test } from 'vitest'
import { withFonts } from './svg-fonts.ts'

const rules = new Map([
  ['Public Sans', '@sans'],
  ['Public Sans bold', '@sans-bold'],
  ['Source Serif 4', '@serif'],
  ['IBM Plex Mono', '@mono'],
])
const set = (svg: string) => withFonts(new TextEncoder().encode(svg), rules)

test('words are set in our sans, whatever the machine has', () => {
  expect(
    set(`<svg width="9" font-family="system-ui, 'Segoe UI', sans-serif"><text>a</text></svg>`),
  ).toBe(
    '<svg width="9" font-family="Public Sans"><style>svg{font-family:"Public Sans";font-variant-ligatures:none}@sans</style><text>a</text></svg>',
  )
})

test('serifs stay serifs and code stays code', () => {
  const svg = set(
    `<svg><text style="font-family: Georgia, serif; fill: red">a</text><text font-family='Menlo, monospace'>b</text></svg>`,
  )
  expect(svg).toContain(`style="font-family:'Source Serif 4'; fill: red"`)
  expect(svg).toContain('font-family="IBM Plex Mono"')
  expect(svg).toContain('@serif@mono')
})

test.each(['font-weight="700"', "style='font-weight: bold'", 'font-weight="600"'])(
  'a bold face is there where %s asks for it',
  (bold) => {
    expect(set(`<svg><text ${bold}>a</text></svg>`)).toContain('@sans@sans-bold')
    expect(set('<svg><text font-weight="400">a</text></svg>')).not.toContain('@sans-bold')
  },
)

test('a picture without words is left alone', () => {
  const svg = '<svg><path d="M0 0"/></svg>'
  expect(set(svg)).toBe(svg)
})
