import { type Finding, finding, type GuideFolder, readPicture } from '@charrette/guides'
import {
  contrast,
  leastContrast,
  mixed,
  printPairs,
  textPairs,
  type WeakPair,
  weakPairs,
} from '@charrette/templates/contrast'
import { isMap, LineCounter, parseDocument } from 'yaml'
import { z } from 'zod'
import { defaultTheme, readTheme, ThemeUnusable } from '../theme/read-theme.ts'
import type { Logo, Theme } from '../theme/theme.ts'
import { type PrintSettings, printSettingsSchema } from './print-settings.ts'

/** The file in a guide's folder that says how its editions look. No part of the guide's content. */
export const settingsFile = 'edition.yaml'

const colour = z.string().regex(/^#[0-9a-f]{6}$/i, 'is a colour such as "#14365f"')
const coloursSchema = z.strictObject({
  /** Grounds of covers and openings, and headings on paper. */
  civic: colour.optional(),
  /** Numbers, rules, marks of notes. */
  accent: colour.optional(),
  link: colour.optional(),
  /** The block that is picked out in the drawings. */
  landmark: colour.optional(),
})
const settingsSchema = printSettingsSchema.extend({
  theme: z.string().min(1).default(defaultTheme),
  /** A picture of the folder: SVG, PNG, JPEG or WebP. */
  logo: z.string().min(1).optional(),
  'logo-alt': z.string().default(''),
  colours: coloursSchema.default({}),
  /** Who has judged that the text conforms to EPUB Accessibility. */
  'certified-by': z.string().trim().default(''),
})
type SettingsFile = z.infer<typeof settingsSchema>

/** Colours as a command names them, or null where they are none. */
export const readEditionColours = (
  said: Record<string, unknown>,
): z.infer<typeof coloursSchema> | null => coloursSchema.safeParse(said).data ?? null

/** How all editions of one guide are made. */
export interface EditionSettings {
  print: PrintSettings
  theme: Theme
  /** '' where nobody has judged. */
  certifiedBy: string
}

/** What the command line says over the file; what it does not say is undefined. */
export type SettingsChanges = {
  [Name in keyof SettingsFile]?: SettingsFile[Name] | undefined
}

/**
 * Reads the settings of a guide's folder. What does not fit is a finding with its line, and so is a
 * colour on which text cannot be read.
 *
 * @param directory where themes of the file's own are looked for; a theme of `changes` is looked for
 *   from where the command was given.
 * @returns null settings where a finding is an error.
 */
export async function readEditionSettings(
  folder: GuideFolder,
  directory: string,
  changes: SettingsChanges = {},
): Promise<{ settings: EditionSettings | null; findings: Finding[] }> {
  const paths = await folder.list()
  const source = paths.includes(settingsFile)
    ? new TextDecoder().decode(await folder.read(settingsFile))
    : ''
  const { file, findings, lineOf } = parsed(source)
  if (!file) return { settings: null, findings }
  const report = (field: string, ruleId: string, message: string, mend: string): void => {
    findings.push(
      finding({
        ruleId,
        severity: 'error',
        message,
        mend,
        file: settingsFile,
        line: lineOf(field),
      }),
    )
  }
  const given = Object.fromEntries(
    Object.entries(changes).filter(([, value]) => value !== undefined),
  )
  const merged: SettingsFile = {
    ...file,
    ...given,
    colours: { ...file.colours, ...changes.colours },
  }
  let theme: Theme | null = null
  try {
    theme = await readTheme(merged.theme, changes.theme === undefined ? directory : process.cwd())
  } catch (error) {
    if (!(error instanceof ThemeUnusable)) throw error
    report('theme', 'theme-unusable', error.message.replace(/[.]$/, ''), 'Name another theme.')
  }
  let logo: Logo | null = null
  if (merged.logo !== undefined) {
    logo = await logoOf(folder, paths, merged.logo, merged['logo-alt'])
    if (!logo)
      report(
        'logo',
        'logo',
        `The folder has no picture \`${merged.logo}\``,
        'Put the logo into the folder as SVG, PNG, JPEG or WebP.',
      )
  }
  if (theme) {
    theme = { ...withColours(theme, merged.colours), logo }
    const changed = Object.keys(merged.colours)
    for (const weak of weakOf(theme))
      report(changed.length > 0 ? 'colours' : 'theme', ...contrastWords(weak))
  }
  const {
    theme: _theme,
    logo: _logo,
    'logo-alt': _alt,
    colours: _colours,
    'certified-by': certifiedBy,
    ...print
  } = merged
  return {
    settings: theme && findings.length === 0 ? { print, theme, certifiedBy } : null,
    findings,
  }
}

function parsed(source: string): {
  file: SettingsFile | null
  findings: Finding[]
  lineOf: (field: string) => number | null
} {
  const lines = new LineCounter()
  const document = parseDocument(source, { lineCounter: lines })
  const lineAt = (offset: number): number => Math.max(1, lines.linePos(offset).line)
  const lineOf = (field: string): number | null => {
    const node = isMap(document.contents)
      ? document.contents.items.find(({ key }) => String(key) === field)?.key
      : null
    const range = (node as { range?: [number, number, number] } | null | undefined)?.range
    return range ? lineAt(range[0]) : null
  }
  const wrong = (message: string, mend: string, line: number | null): Finding =>
    finding({
      ruleId: 'edition-setting',
      severity: 'error',
      message,
      mend,
      file: settingsFile,
      line,
    })
  if (document.errors.length > 0)
    return {
      file: null,
      lineOf,
      findings: document.errors.map(({ message, pos }) =>
        wrong(
          message.split('\n')[0] ?? message,
          'Mend the YAML: indent with spaces, quote text that holds a colon or a #.',
          lineAt(pos[0]),
        ),
      ),
    }
  const result = settingsSchema.safeParse(document.toJS() ?? {})
  if (result.success) return { file: result.data, findings: [], lineOf }
  return {
    file: null,
    lineOf,
    findings: result.error.issues.flatMap((issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) =>
            wrong(
              `There is no setting \`${[...issue.path, key].join('.')}\``,
              `Take it out; the settings are ${Object.keys(settingsSchema.shape).join(', ')}.`,
              lineOf(String(issue.path[0] ?? key)),
            ),
          )
        : [
            wrong(
              `\`${issue.path.join('.') || 'edition.yaml'}\` does not fit: ${issue.message}`,
              'See “Settings of editions” in publisher/README.md.',
              lineOf(String(issue.path[0] ?? '')),
            ),
          ],
    ),
  }
}

async function logoOf(
  folder: GuideFolder,
  paths: readonly string[],
  path: string,
  alt: string,
): Promise<Logo | null> {
  if (!paths.includes(path)) return null
  const bytes = await folder.read(path)
  const picture = await readPicture(bytes)
  return picture && { bytes, alt, ...sizeOf(picture) }
}

const sizeOf = ({ mediaType, width, height }: Omit<Logo, 'bytes' | 'alt'>) => ({
  mediaType,
  width,
  height,
})

/** A consortium's colours over a theme's, with lighter kin of theirs for dark screens. */
export function withColours(theme: Theme, colours: SettingsFile['colours']): Theme {
  const { civic, accent, link, landmark } = colours
  const light: [string, string][] = [
    ...(civic
      ? ([
          ['--civic', civic],
          ['--drawing-ground', civic],
          ['--drawing-block', mixed(civic, '#ffffff', 0.14)],
          ['--civic-accent', lightOn(civic, theme)],
        ] as [string, string][])
      : []),
    ...(accent ? ([['--accent', accent]] as [string, string][]) : []),
    ...(link ? ([['--link', link]] as [string, string][]) : []),
    ...(landmark ? ([['--drawing-landmark', landmark]] as [string, string][]) : []),
  ]
  if (light.length === 0) return theme
  const dark = light.map(([name, value]): [string, string] => [
    name,
    name === '--accent' || name === '--link'
      ? readable(name, value, theme)
      : name === '--civic'
        ? mixed(value, '#000000', 0.35)
        : value,
  ])
  const block = (pairs: [string, string][]): string =>
    pairs.map(([name, value]) => `${name}:${value};`).join('')
  const css = `:root{${block(light)}}@media screen and (prefers-color-scheme: dark){:root:not([data-theme="light"]){${block(dark)}}}`
  return {
    ...theme,
    css: { ...theme.css, tokens: `${theme.css.tokens}\n${css}` },
    tokens: {
      light: new Map([...theme.tokens.light, ...light]),
      dark: new Map([...theme.tokens.dark, ...dark]),
    },
  }
}

/** The theme's accent on the civic colour, lightened where it could not be read there. */
function lightOn(civic: string, { tokens }: Theme): string {
  const accent = tokens.light.get('--civic-accent') ?? '#ffffff'
  for (let share = 0; share < 1; share += 0.1) {
    const lighter = mixed(accent, '#ffffff', share)
    if (contrast(lighter, civic) >= leastContrast) return lighter
  }
  return '#ffffff'
}

/** A colour lightened until it can be read on the dark scheme's papers and washes. */
function readable(name: string, colour: string, { tokens }: Theme): string {
  const pairs = textPairs.filter(([text]) => text === name)
  for (let share = 0; share < 1; share += 0.1) {
    const lighter = mixed(colour, '#ffffff', share)
    if (weakPairs(new Map([...tokens.dark, [name, lighter]]), pairs).length === 0) return lighter
  }
  return '#ffffff'
}

const weakOf = ({ tokens }: Theme): (WeakPair & { scheme: string })[] => [
  ...weakPairs(tokens.light).map((weak) => ({ ...weak, scheme: 'light' })),
  ...weakPairs(tokens.light, printPairs).map((weak) => ({ ...weak, scheme: 'print' })),
  ...weakPairs(tokens.dark).map((weak) => ({ ...weak, scheme: 'dark' })),
]

const contrastWords = ({
  text,
  ground,
  ratio,
  scheme,
}: WeakPair & { scheme: string }): [ruleId: string, message: string, mend: string] => [
  'colour-contrast',
  `\`${text.slice(2)}\` on \`${ground.slice(2)}\` has a contrast of ${ratio.toFixed(2)} (${scheme}); WCAG AA asks for ${leastContrast}`,
  'Choose a darker or lighter colour, so that everyone can read it.',
]
