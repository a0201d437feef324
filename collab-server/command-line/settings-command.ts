import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { type NewSettings, newSettingsSchema } from '../api/contract.ts'
import { changeSettings, settingsOf, usedBy } from '../consortium/index.ts'
import { type Files, openFiles } from '../files/index.ts'
import { readCleanPicture } from '../pictures/index.ts'
import { type CommandIo, operator, withStore } from './found-command.ts'
import { consortiumOf } from './people-commands.ts'
import { UsageError } from './usage-error.ts'

const colours = ['civic', 'accent', 'link', 'landmark'] as const
const text = { type: 'string' } as const

/**
 * `charrette settings show|set`: a consortium's name, how its editions look, and how much it may keep.
 * A choice that is “none” is taken back.
 *
 * @throws {UsageError} for bad usage; {SettingsRefusal}, {PictureUnfit}.
 */
export async function settingsCommand(args: string[], io: CommandIo): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      consortium: text,
      name: text,
      theme: text,
      paper: text,
      civic: text,
      accent: text,
      link: text,
      landmark: text,
      logo: text,
      'logo-alt': text,
      guides: text,
      pictures: text,
      data: { type: 'string', default: 'data' },
      json: { type: 'boolean', default: false },
    },
  })
  const [task, ...more] = positionals
  if (more.length > 0 || (task !== 'show' && task !== 'set'))
    throw new UsageError('“charrette settings” takes one of show and set.')
  return withStore(values.data, io, async (store, dataFolder) => {
    const consortium = await consortiumOf(store, values.consortium)
    const files = openFiles(dataFolder)
    let { name } = consortium
    if (task === 'set') {
      const known = await settingsOf(store.db, consortium.id)
      const settings = await changed({ name, ...known }, values, files)
      await changeSettings(store, files, { consortium, settings, actor: operator })
      name = settings.name
    }
    const { appearance, quotas } = await settingsOf(store.db, consortium.id)
    const used = await usedBy(store.db, consortium.id)
    io.stdout(
      values.json
        ? `${JSON.stringify({ consortium: consortium.slug, name, appearance, quotas, used }, null, 2)}\n`
        : [
            `name\t${name}`,
            `theme\t${appearance.theme}`,
            `paper\t${appearance.paper}`,
            ...colours.map((one) => `${one}\t${appearance.colours[one] ?? 'as the theme has it'}`),
            `logo\t${appearance.logo ? appearance.logo.alt || 'without words' : 'none'}`,
            `guides\t${used.guides} of ${quotas.guides ?? 'as many as there is room for'}`,
            `pictures\t${used.pictures} MB of ${quotas.pictures === null ? 'as much as there is room for' : `${quotas.pictures} MB`} in one guide`,
            '',
          ].join('\n'),
    )
  })
}

type Said = Partial<Record<string, string | boolean>>

async function changed(known: NewSettings, said: Said, files: Files): Promise<NewSettings> {
  const word = (option: string): string | undefined => {
    const value = said[option]
    return typeof value === 'string' ? value : undefined
  }
  const number = (option: string, before: number | null): number | null => {
    const value = word(option)
    return value === undefined ? before : value === 'none' ? null : Number(value)
  }
  const { appearance, quotas } = known
  const chosen = { ...appearance.colours }
  for (const one of colours) {
    const value = word(one)
    if (value === 'none') delete chosen[one]
    else if (value !== undefined) chosen[one] = value
  }
  const file = word('logo')
  let { logo } = appearance
  if (file === 'none') logo = null
  else if (file !== undefined) {
    const clean = await readCleanPicture(new Uint8Array(await readFile(file)))
    await files.put(clean.bytes)
    logo = { sha256: clean.picture.sha256, alt: '' }
  }
  const alt = word('logo-alt')
  const settings = newSettingsSchema.safeParse({
    name: word('name') ?? known.name,
    appearance: {
      theme: word('theme') ?? appearance.theme,
      paper: word('paper') ?? appearance.paper,
      colours: chosen,
      logo: logo && alt !== undefined ? { ...logo, alt } : logo,
    },
    quotas: {
      guides: number('guides', quotas.guides),
      pictures: number('pictures', quotas.pictures),
    },
  })
  if (settings.success) return settings.data
  const [issue] = settings.error.issues
  throw new UsageError(`--${String(issue?.path.at(-1) ?? 'name')} does not fit: ${issue?.message}.`)
}
