import { readFile } from 'node:fs/promises'
import type { PrintFonts } from '@charrette/templates/print/fonts'

const faces = [
  ['Public Sans', 400, 'public-sans-latin-400-normal.woff2'],
  ['Public Sans', 700, 'public-sans-latin-700-normal.woff2'],
  ['Source Serif 4', 400, 'source-serif-4-latin-400-normal.woff2'],
  ['IBM Plex Mono', 400, 'ibm-plex-mono-latin-400-normal.woff2'],
] as const

/** The faces for words in pictures by family and weight ("Public Sans bold"), as rules that hold their files: a picture loads nothing itself. */
export async function fontsForSvg({ files }: PrintFonts): Promise<Map<string, string>> {
  const rules = new Map<string, string>()
  for (const [family, weight, file] of faces) {
    const path = files.get(file)
    if (!path) throw new Error(`The theme has no file ${file}`)
    const data = (await readFile(path)).toString('base64')
    const rule = `@font-face{font-family:"${family}";font-weight:${weight};src:url(data:font/woff2;base64,${data}) format("woff2")}`
    rules.set(weight === 400 ? family : `${family} bold`, rule)
  }
  return rules
}

/**
 * An SVG whose words are set in the theme's faces: which fonts a machine has must not show in a
 * print, and a machine may have none. Of the families that the picture names, the generic one at the
 * end decides; a picture without any is set in the sans.
 */
export function withFonts(svg: Uint8Array, rules: ReadonlyMap<string, string>): string {
  const text = new TextDecoder().decode(svg)
  if (!/<text[\s>]/.test(text)) return text
  const used = new Set(['Public Sans'])
  const ours = (families: string): string => {
    const family = /mono/i.test(families)
      ? 'IBM Plex Mono'
      : /(?<!sans-)\bserif\b/i.test(families) && !/sans/i.test(families)
        ? 'Source Serif 4'
        : 'Public Sans'
    used.add(family)
    return family
  }
  const replaced = text
    .replace(/font-family\s*=\s*("[^"]*"|'[^']*')/g, (_all, families: string) => {
      return `font-family="${ours(families)}"`
    })
    .replace(/font-family\s*:\s*((?:[^;}"'<]|'[^'<]*'|&quot;)+)/g, (_all, families: string) => {
      return `font-family:'${ours(families)}'`
    })
  // Each picture holds its own copies, which the browser reads one by one: a face more is felt.
  const isBold = /bold|font-weight\s*[:=]\s*["']?[6-9]00/i.test(text)
  const needed = [...rules]
    .filter(([face]) => used.has(face.replace(/ bold$/, '')) && (isBold || !face.endsWith(' bold')))
    .map(([, rule]) => rule)
  // The browser forgets which letters a ligature in a picture stands for, and maps it to U+0000.
  const style = `<style>svg{font-family:"Public Sans";font-variant-ligatures:none}${needed.join('')}</style>`
  return replaced.replace(/<svg\b(?:[^>"']|"[^"]*"|'[^']*')*(?<!\/)>/, (root) => root + style)
}
