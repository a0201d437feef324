import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

/** A part of a variable font: the letters that it has, and its file. */
export interface ScriptFace {
  family: string
  /** First and last code point of each run of letters. */
  ranges: readonly (readonly [first: number, last: number])[]
  /** Absolute path of the WOFF2 file; its axis `wght` goes to 700 at least. */
  file: string
}

// The scripts that American cities publish in, beside those of the text families (Latin, Greek,
// Cyrillic). In the order in which print looks for a letter: Han letters are Chinese unless the
// passage's language says otherwise (print.css).
const packages = [
  ...['arabic', 'hebrew', 'devanagari', 'bengali', 'gurmukhi', 'gujarati', 'tamil'],
  ...['thai', 'khmer', 'lao', 'myanmar', 'ethiopic', 'armenian', 'georgian'],
  ...['sc', 'tc', 'jp', 'kr'],
].map((name) => `noto-sans-${name}`)
packages.push('noto-emoji')

/** What each package has once more: the text families set it. */
const repeated = /-(latin|latin-ext|cyrillic|cyrillic-ext|greek|greek-ext|vietnamese|math|symbols)-/

/** The faces of all scripts, as the font packages cut them. */
export async function scriptFaces(): Promise<ScriptFace[]> {
  const sheets = await Promise.all(
    packages.map(async (name) => {
      const address = import.meta.resolve(`@fontsource-variable/${name}/index.css`)
      const css = await readFile(fileURLToPath(address), 'utf8')
      return [...css.matchAll(/@font-face\s*\{[^}]+\}/g)].flatMap(([rule]) => {
        const family = /font-family:\s*'([^']+) Variable'/.exec(rule)?.[1]
        const href = /url\(([^)]+)\)/.exec(rule)?.[1]
        const range = /unicode-range:\s*([^;]+)/.exec(rule)?.[1]
        if (!family || !href || !range || repeated.test(href)) return []
        const file = fileURLToPath(new URL(href, address))
        return [{ family, ranges: parseRanges(range), file }]
      })
    }),
  )
  return sheets.flat()
}

const parseRanges = (range: string): [number, number][] =>
  range.split(',').map((each) => {
    const [first = '', last = first] = each.trim().replace(/^U\+/i, '').split('-')
    return [Number.parseInt(first, 16), Number.parseInt(last, 16)]
  })
