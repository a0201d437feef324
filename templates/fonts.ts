import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** One font file and the `@font-face` that names it. */
export interface FontFace {
  family: string
  style: 'normal' | 'italic'
  /** One weight, or the range of a variable font. */
  weight: string
  /** Absolute path of the WOFF2 file. */
  file: string
  /** CSS `unicode-range`. */
  range: string
}

// As Google Fonts cuts its subsets; the @fontsource packages follow it.
const latin =
  'U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+0304,U+0308,U+0329,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD'
const latinExtended =
  'U+0100-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,U+02DD-02FF,U+0304,U+0308,U+0329,U+1D00-1DBF,U+1E00-1E9F,U+1EF2-1EFF,U+2020,U+20A0-20AB,U+20AD-20C0,U+2113,U+2C60-2C7F,U+A720-A7FF'

/** The usual subsets of the Latin script by name. */
export const unicodeRanges: Readonly<Record<string, string>> = {
  latin,
  'latin-ext': latinExtended,
}

/** The faces of the screen: Source Serif 4 for text, Public Sans for the interface. */
export const screenFonts: FontFace[] = [
  ...faces('Source Serif 4 Variable', 'source-serif-4', 'wght', '200 900', ['normal', 'italic']),
  ...faces('Public Sans Variable', 'public-sans', 'wght', '100 900', ['normal', 'italic']),
]

/**
 * Writes `@font-face` rules.
 *
 * @param hrefOf gives the address of a face's file.
 */
export function fontFaceCss(
  fonts: readonly FontFace[],
  hrefOf: (font: FontFace) => string,
): string {
  return fonts
    .map(
      (font) =>
        `@font-face{font-family:"${font.family}";font-style:${font.style};font-weight:${font.weight};font-display:swap;src:url("${hrefOf(font)}") format("woff2");unicode-range:${font.range}}`,
    )
    .join('\n')
}

function faces(
  family: string,
  name: string,
  axis: string,
  weight: string,
  styles: ('normal' | 'italic')[],
): FontFace[] {
  const folder = join(
    dirname(fileURLToPath(import.meta.resolve(`@fontsource-variable/${name}/package.json`))),
    'files',
  )
  return styles.flatMap((style) => [
    {
      family,
      style,
      weight,
      file: join(folder, `${name}-latin-${axis}-${style}.woff2`),
      range: latin,
    },
    {
      family,
      style,
      weight,
      file: join(folder, `${name}-latin-ext-${axis}-${style}.woff2`),
      range: latinExtended,
    },
  ])
}
