import { readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { isAbsolute, join, normalize, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readTokens } from '@charrette/templates/contrast'
import { drawingKinds } from '@charrette/templates/cover'
import { type FontFace, unicodeRanges } from '@charrette/templates/fonts'
import { z } from 'zod'
import type { Theme } from './theme.ts'

export type { Theme } from './theme.ts'

/** A folder that is no theme, or none that is there. */
export class ThemeUnusable extends Error {
  readonly code = 'theme-unusable'
}

export const defaultTheme = 'civic'

const shipped = fileURLToPath(new URL('.', import.meta.resolve('@charrette/templates/THEMES.md')))

/** The themes that are shipped, by name. */
export const themeNames = (): string[] => readdirSync(join(shipped, 'themes')).sort()

/** A theme as whoever chooses one is told of it. */
export interface ShippedTheme {
  name: string
  description: string
  /** Those that a consortium may set over it, in the light scheme. */
  colours: { civic: string; accent: string; link: string; landmark: string }
}

/** The themes that are shipped, by name. */
export function shippedThemes(): Promise<ShippedTheme[]> {
  return Promise.all(
    themeNames().map(async (name) => {
      const said = await readFile(join(shipped, 'themes', name, 'theme.json'), 'utf8')
      const { light } = (await readTheme(name)).tokens
      const token = (of: string): string => light.get(of) ?? ''
      return {
        name,
        description: parsed(said, name).description,
        colours: {
          civic: token('--civic'),
          accent: token('--accent'),
          link: token('--link'),
          landmark: token('--drawing-landmark'),
        },
      }
    }),
  )
}

const fontSchema = z.strictObject({
  family: z.string().min(1),
  style: z.enum(['normal', 'italic']),
  weight: z.string().regex(/^\d{1,4}( \d{1,4})?$/, 'is a weight such as "400", or "200 900"'),
  file: z.string().regex(/\.woff2$/, 'is a WOFF2 file'),
  /** `latin` and `latin-ext` are the usual subsets; or a CSS `unicode-range`. */
  range: z.string().default('latin'),
})
const themeSchema = z.strictObject({
  name: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'is lower-case words joined by hyphens'),
  description: z.string().min(1),
  drawing: z.enum(drawingKinds).default('plan'),
  fonts: z.array(fontSchema).default([]),
})

/**
 * Reads a theme's folder.
 *
 * @param nameOrFolder one that is shipped by its name, else a folder, from `base` on.
 * @throws {ThemeUnusable} in one line that says what to mend.
 */
export async function readTheme(
  nameOrFolder: string = defaultTheme,
  base: string = process.cwd(),
): Promise<Theme> {
  const folder = themeNames().includes(nameOrFolder)
    ? join(shipped, 'themes', nameOrFolder)
    : resolve(base, nameOrFolder)
  const said = await readFile(join(folder, 'theme.json'), 'utf8').catch(() => null)
  if (said === null)
    throw new ThemeUnusable(
      `There is no theme “${nameOrFolder}”: name one of ${themeNames().join(', ')}, or a folder that holds a theme.json.`,
    )
  const { name, drawing, fonts } = parsed(said, nameOrFolder)
  const optional = async (file: string): Promise<string> =>
    readFile(join(folder, file), 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return ''
      throw error
    })
  const [tokens, web, print, underlay, epub] = await Promise.all(
    ['tokens.css', 'web.css', 'print.css', 'underlay.css', 'epub.css'].map(optional),
  )
  const css = {
    tokens: tokens ?? '',
    web: web ?? '',
    print: print ?? '',
    underlay: underlay ?? '',
    epub: epub ?? '',
  }
  for (const [sheet, text] of Object.entries(css)) refuseAddresses(text, `${name}/${sheet}.css`)
  return {
    name,
    drawing,
    css,
    tokens: readTokens(`${await baseTokens()}\n${css.tokens}`),
    fonts: await Promise.all(fonts.map((font) => faceOf(font, folder, name))),
    logo: null,
  }
}

export const baseTokens = (): Promise<string> => readFile(join(shipped, 'tokens.css'), 'utf8')

function parsed(said: string, name: string): z.infer<typeof themeSchema> {
  try {
    return themeSchema.parse(JSON.parse(said))
  } catch (error) {
    const reason =
      error instanceof z.ZodError
        ? error.issues.map(({ path, message }) => `${path.join('.') || 'it'} ${message}`).join('; ')
        : String(error instanceof Error ? error.message : error)
    throw new ThemeUnusable(
      `theme.json of the theme “${name}” cannot be read: ${reason}. See templates/THEMES.md.`,
    )
  }
}

async function faceOf(
  { file, range, ...font }: z.infer<typeof fontSchema>,
  folder: string,
  theme: string,
): Promise<FontFace> {
  const path = normalize(file)
  if (isAbsolute(path) || path.startsWith('..'))
    throw new ThemeUnusable(`The theme “${theme}” names a font outside of its folder: ${file}.`)
  const bytes = await readFile(join(folder, path)).catch(() => null)
  if (bytes?.subarray(0, 4).toString('latin1') !== 'wOF2')
    throw new ThemeUnusable(`The theme “${theme}” has no WOFF2 font ${file}.`)
  return { ...font, file: join(folder, path), range: unicodeRanges[range] ?? range }
}

/** An edition asks nobody else for anything: a theme's styles name no other address. */
function refuseAddresses(css: string, sheet: string): void {
  const address = /@import|url\(\s*["']?(?!data:|#)[^)]*\)?/i.exec(css)
  if (address)
    throw new ThemeUnusable(
      `${sheet} loads something (${address[0].slice(0, 60)}). Styles of a theme load nothing: name fonts in theme.json, draw the rest in CSS or put it in as a data: address.`,
    )
}
