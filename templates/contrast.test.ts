import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8')
const [light = '', dark = ''] = css.split('@media screen and (prefers-color-scheme: dark)')

const backgrounds = ['--paper', '--paper-raised', '--paper-sunk']
const pairs: [text: string, background: string][] = [
  ...['--ink', '--ink-soft', '--accent', '--link'].flatMap((text) =>
    backgrounds.map((background): [string, string] => [text, background]),
  ),
  ['--accent-ink', '--accent'],
  ['--civic-ink', '--civic'],
  ...['note', 'tip', 'warning', 'added', 'removed', 'accent'].flatMap(
    (name): [string, string][] => [
      [`--${name}`, `--${name}-wash`],
      ['--ink', `--${name}-wash`],
    ],
  ),
]

test.each([
  ['light', light],
  ['dark', dark],
])('every pair that carries text holds WCAG AA in %s', (_name, block) => {
  const weak = pairs
    .map(([text, background]) => ({
      text,
      background,
      ratio: contrast(colour(block, text), colour(block, background)),
    }))
    .filter(({ ratio }) => ratio < 4.5)
  expect(weak).toEqual([])
})

function colour(block: string, name: string): string {
  const hex = new RegExp(`${name}: (#[0-9a-f]{6});`).exec(block)?.[1]
  if (!hex) throw new Error(`tokens.css gives ${name} no six-digit colour`)
  return hex
}

/** Contrast ratio of two sRGB colours, 1 to 21: WCAG 2.1, "contrast ratio". */
function contrast(a: string, b: string): number {
  const [lighter = 0, darker = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return (lighter + 0.05) / (darker + 0.05)
}

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((start) => Number.parseInt(hex.slice(start, start + 2), 16) / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
