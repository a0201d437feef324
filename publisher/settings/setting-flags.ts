import { paperNames } from '../print/paper.ts'
import { UsageError } from '../usage-error.ts'
import { readEditionColours, type SettingsChanges } from './edition-settings.ts'

/** The settings of editions as options of a command, for `parseArgs` with `allowNegative`. */
export const settingFlags = {
  theme: { type: 'string' },
  logo: { type: 'string' },
  colours: { type: 'string' },
  paper: { type: 'string' },
  duplex: { type: 'boolean' },
  notes: { type: 'string' },
  'link-notes': { type: 'boolean' },
  index: { type: 'boolean' },
  'certified-by': { type: 'string' },
} as const

/** @throws {UsageError} where a value is none that the setting has. */
export function settingsFromFlags(
  values: {
    [Name in keyof typeof settingFlags]?: (typeof settingFlags)[Name]['type'] extends 'boolean'
      ? boolean
      : string
  },
): SettingsChanges {
  const { theme, logo, colours, duplex, index } = values
  return {
    theme,
    logo,
    duplex,
    index,
    'link-notes': values['link-notes'],
    'certified-by': values['certified-by'],
    paper: oneOf('--paper', paperNames, values.paper),
    notes: oneOf('--notes', ['margin', 'chapter'] as const, values.notes),
    colours: colours === undefined ? undefined : coloursFrom(colours),
  }
}

function oneOf<T extends string>(
  flag: string,
  known: readonly T[],
  value: string | undefined,
): T | undefined {
  if (value === undefined) return undefined
  const found = known.find((name) => name === value)
  if (!found) throw new UsageError(`${flag} is one of ${known.join(', ')}.`)
  return found
}

/** `civic=#14365f,accent=#a83a1c` */
function coloursFrom(said: string): SettingsChanges['colours'] {
  const pairs = said.split(',').map((pair) => pair.split('=').map((part) => part.trim()))
  const colours = readEditionColours(Object.fromEntries(pairs))
  if (!colours)
    throw new UsageError('--colours is written civic=#14365f,accent=#a83a1c,link=…,landmark=….')
  return colours
}
