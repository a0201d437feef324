import { expect, test } from 'vitest'
import { scriptFontsFor } from './script-fonts.ts'

const familiesOf = (css: string) =>
  new Set([...css.matchAll(/font-family:"([^"]+)"/g)].map(([, family]) => family))

test('a text in Latin, Greek and Cyrillic letters needs no other face', async () => {
  const { css } = await scriptFontsFor('“Zürich” — Αθήνα, Москва, Hà Nội: 5 €, ½')
  expect(css).toBe('')
})

test('a script brings its own family, with the letters of the text alone', async () => {
  const { css, read } = await scriptFontsFor('The library: مكتبة.')
  expect(familiesOf(css)).toContain('Noto Sans Arabic')
  expect(familiesOf(css)).not.toContain('Noto Sans Hebrew')
  expect(css).toContain('unicode-range:U+628,U+629,U+62A,U+643,U+645,U+20}')
  const name = /fonts\/([^)]+)/.exec(css)?.[1] ?? ''
  const font = await read(name)
  // SFNT of TrueType outlines; the whole of it is a hundred times as large.
  expect([...(font ?? []).slice(0, 4)]).toEqual([0, 1, 0, 0])
  expect(font?.length).toBeLessThan(10_000)
  expect(read('public-sans-latin-400-normal.woff2')).toBeNull()
})

test('Han letters can be set as in each place that writes them', async () => {
  const { css } = await scriptFontsFor('図書館')
  expect(familiesOf(css)).toEqual(
    new Set(['Noto Sans SC', 'Noto Sans TC', 'Noto Sans JP', 'Noto Sans KR']),
  )
})

test('the order of the letters in a text makes no other faces', async () => {
  const { css } = await scriptFontsFor('אמה')
  expect((await scriptFontsFor('המא')).css).toBe(css)
  expect(css).toContain('unicode-range:U+5D0,U+5D4,U+5DE,U+20}')
})
