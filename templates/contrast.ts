/** The design tokens' values by name: `--ink` to `#1a2233`. */
export type Tokens = ReadonlyMap<string, string>

const grounds = ['--paper', '--paper-raised', '--paper-sunk']

/** Every pair of tokens in which the first carries text on the second. */
export const textPairs: readonly [text: string, ground: string][] = [
  ...['--ink', '--ink-soft', '--accent', '--link'].flatMap((text) =>
    grounds.map((ground): [string, string] => [text, ground]),
  ),
  ['--accent-ink', '--accent'],
  ['--civic-ink', '--civic'],
  ['--civic-ink', '--drawing-ground'],
  ['--civic-accent', '--drawing-ground'],
  ['--civic-accent-ink', '--civic-accent'],
  ...['note', 'tip', 'warning', 'added', 'removed', 'accent'].flatMap(
    (name): [string, string][] => [
      [`--${name}`, `--${name}-wash`],
      ['--ink', `--${name}-wash`],
    ],
  ),
]

/** On paper, headings are set in the civic colour; on screens in ink. */
export const printPairs: readonly [text: string, ground: string][] = grounds.map((ground) => [
  '--civic',
  ground,
])

/** WCAG 2.2, 1.4.3, for text of any size. */
export const leastContrast = 4.5

export interface WeakPair {
  text: string
  ground: string
  /** 1 to 21. */
  ratio: number
}

/**
 * The pairs that do not hold WCAG AA.
 *
 * @throws {RangeError} where a token is missing or is no six-digit colour.
 */
export function weakPairs(
  tokens: Tokens,
  pairs: readonly [text: string, ground: string][] = textPairs,
): WeakPair[] {
  return pairs
    .map(([text, ground]) => ({
      text,
      ground,
      ratio: contrast(colourOf(tokens, text), colourOf(tokens, ground)),
    }))
    .filter(({ ratio }) => ratio < leastContrast)
}

function colourOf(tokens: Tokens, name: string): string {
  const colour = tokens.get(name)
  if (!colour || !/^#[0-9a-f]{6}$/i.test(colour))
    throw new RangeError(`${name} is no six-digit colour: ${JSON.stringify(colour)}`)
  return colour
}

/** Contrast ratio of two sRGB colours, 1 to 21: WCAG 2.1, "contrast ratio". */
export function contrast(a: string, b: string): number {
  const [lighter = 0, darker = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return (lighter + 0.05) / (darker + 0.05)
}

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = channels(hex)
    .map((value) => value / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

/** A colour so far on its way to another, 0 to 1. */
export function mixed(hex: string, towards: string, share: number): string {
  const other = channels(towards)
  return `#${channels(hex)
    .map((value, index) => Math.round(value + ((other[index] ?? value) - value) * share))
    .map((value) => value.toString(16).padStart(2, '0'))
    .join('')}`
}

const channels = (hex: string): number[] =>
  [1, 3, 5].map((start) => Number.parseInt(hex.slice(start, start + 2), 16))

/** A style sheet's tokens in the light and in the dark scheme; later declarations win. */
export function readTokens(css: string): { light: Map<string, string>; dark: Map<string, string> } {
  const bare = css.replace(/\/\*[\s\S]*?\*\//g, '')
  const light = new Map<string, string>()
  const dark = new Map<string, string>()
  // Each piece after the first begins within a dark block, which ends with two braces.
  const [first = '', ...rest] = bare.split(/@media screen and \(prefers-color-scheme:\s*dark\)/)
  declare(first, light)
  for (const piece of rest) {
    const end = /\}\s*\}/.exec(piece)
    const inside = end ? end.index + end[0].length : piece.length
    declare(piece.slice(0, inside), dark)
    declare(piece.slice(inside), light)
  }
  return { light, dark: new Map([...light, ...dark]) }
}

function declare(css: string, tokens: Map<string, string>): void {
  for (const [, name = '', value = ''] of css.matchAll(/(--[\w-]+)\s*:\s*([^;}]+)/g))
    tokens.set(name, value.trim())
}
