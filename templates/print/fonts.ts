import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'

// Static cuts: a PDF cannot hold a variable font, and Chromium would draw each letter as a picture
// (Type 3) instead.
const styleSheets = [
  ...['400', '400-italic', '600', '600-italic', '700'].map((cut) => `source-serif-4/${cut}`),
  ...['400', '400-italic', '600', '700'].map((cut) => `public-sans/${cut}`),
  'ibm-plex-mono/400',
]

/** The faces of print: every script that the families have, each loaded only where it is used. */
export interface PrintFonts {
  /** `@font-face` rules; files are asked for as `fonts/<name>`. */
  css: string
  /** Absolute path of a file by its name. */
  files: ReadonlyMap<string, string>
}

/** Reads the rules that the font packages ship, with the addresses changed to `fonts/<name>`. */
export async function printFonts(): Promise<PrintFonts> {
  const files = new Map<string, string>()
  const sheets = await Promise.all(
    styleSheets.map(async (sheet) => {
      const address = import.meta.resolve(`@fontsource/${sheet}.css`)
      const css = await readFile(fileURLToPath(address), 'utf8')
      return css.replace(/src:[^;]*?url\(([^)]+\.woff2)\)[^;]*;/g, (_rule, href: string) => {
        const file = fileURLToPath(new URL(href, address))
        files.set(basename(file), file)
        return `src: url(fonts/${basename(file)}) format('woff2');`
      })
    }),
  )
  return { css: sheets.join('\n').replaceAll('font-display: swap', 'font-display: block'), files }
}
