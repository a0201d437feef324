import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { folderOf } from '@charrette/guides'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readEditionSettings } from './edition-settings.ts'
import { defaultPrintSettings } from './print-settings.ts'
import { settingsFromFlags } from './setting-flags.ts'

let scratch: string
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'charrette-theme-'))
})
afterAll(() => rm(scratch, { recursive: true, force: true }))

const logo = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 80"/>'
const read = (
  yaml: string | null,
  changes: Parameters<typeof readEditionSettings>[2] = {},
  files: Record<string, string> = {},
) =>
  readEditionSettings(
    folderOf({ ...(yaml === null ? {} : { 'edition.yaml': yaml }), ...files }),
    scratch,
    changes,
  )

test('a folder without edition.yaml has the house’s theme on Letter for the screen', async () => {
  const { settings, findings } = await read(null)
  expect(findings).toEqual([])
  expect(settings?.theme.name).toBe('civic')
  expect(settings?.print).toEqual(defaultPrintSettings)
})

test('the command line goes over the file', async () => {
  const { settings } = await read('paper: a4\nnotes: chapter\ntheme: clear-print\n', {
    ...settingsFromFlags({ paper: 'letter', duplex: true, index: false }),
  })
  expect(settings?.print).toEqual({
    paper: 'letter',
    notes: 'chapter',
    duplex: true,
    index: false,
  })
  expect(settings?.theme.name).toBe('clear-print')
})

test('colours and a logo are laid over the theme, lighter on dark screens', async () => {
  const { settings, findings } = await read(
    'logo: pictures/logo.svg\nlogo-alt: The network\ncolours: { civic: "#5a1e3c", accent: "#7a3b00" }\n',
    {},
    { 'pictures/logo.svg': logo },
  )
  expect(findings).toEqual([])
  expect(settings?.theme.logo).toMatchObject({ alt: 'The network', width: 120, height: 80 })
  const { light, dark } = settings?.theme.tokens ?? { light: new Map(), dark: new Map() }
  expect(light.get('--civic')).toBe('#5a1e3c')
  expect(light.get('--drawing-ground')).toBe('#5a1e3c')
  expect(light.get('--accent')).toBe('#7a3b00')
  expect(dark.get('--accent')).not.toBe('#7a3b00')
  expect(settings?.theme.css.tokens).toContain('--civic:#5a1e3c')
})

describe.each([
  ['a field that is not there', 'papper: a4\n', ['1 edition-setting']],
  [
    'a value that does not fit',
    '\npaper: a5\nduplex: often\n',
    ['2 edition-setting', '3 edition-setting'],
  ],
  ['broken YAML', 'paper: "a4\n', ['2 edition-setting']],
  ['a theme that is not there', 'paper: a4\ntheme: nowhere\n', ['2 theme-unusable']],
  ['a logo that is not there', 'logo: logo.svg\n', ['1 logo']],
  [
    'colours on which nothing can be read',
    'paper: a4\ncolours: { civic: "#f2c14e", accent: "#ffb3a0" }\n',
    ['2 colour-contrast'],
  ],
])('%s', (_what, yaml, expected) => {
  test('is found with its line', async () => {
    const { settings, findings } = await read(yaml)
    expect(settings).toBeNull()
    expect([...new Set(findings.map(({ line, ruleId }) => `${line} ${ruleId}`))]).toEqual(expected)
    expect(findings.every(({ file, mend }) => file === 'edition.yaml' && mend !== '')).toBe(true)
  })
})

test('a contrast is told as a number', async () => {
  const { findings } = await read('colours: { accent: "#ffb3a0" }\n')
  expect(findings[0]?.message).toMatch(/^`accent` on `paper` has a contrast of 1\.\d\d \(light\)/)
})

describe('a theme’s folder', () => {
  const themed = async (theme: object | string, files: Record<string, string> = {}) => {
    const json = typeof theme === 'string' ? theme : JSON.stringify(theme)
    const folder = await mkdtemp(join(scratch, 'theme-'))
    for (const [path, text] of Object.entries({ 'theme.json': json, ...files }))
      await writeFile(join(folder, path), text)
    return read(null, { theme: folder })
  }

  test('of one file is enough', async () => {
    const { settings } = await themed(
      { name: 'ours', description: 'Ours.' },
      { 'tokens.css': ':root{--accent:#7a1f00}' },
    )
    expect(settings?.theme).toMatchObject({ name: 'ours', drawing: 'plan', fonts: [] })
    expect(settings?.theme.tokens.light.get('--accent')).toBe('#7a1f00')
  })

  test.each([
    ['is not JSON', '{', {}, 'theme.json'],
    ['has a field too many', { name: 'a', description: 'b', colour: 'red' }, {}, 'colour'],
    [
      'names a font outside of it',
      {
        name: 'a',
        description: 'b',
        fonts: [{ family: 'F', style: 'normal', weight: '400', file: '../f.woff2' }],
      },
      {},
      'outside of its folder',
    ],
    [
      'names a font that is not there',
      {
        name: 'a',
        description: 'b',
        fonts: [{ family: 'F', style: 'normal', weight: '400', file: 'f.woff2' }],
      },
      {},
      'no WOFF2 font f.woff2',
    ],
    [
      'loads from elsewhere',
      { name: 'a', description: 'b' },
      { 'web.css': 'body{background:url(https://example.org/x.png)}' },
      'web.css loads something',
    ],
    [
      'cannot be read',
      { name: 'a', description: 'b' },
      { 'tokens.css': ':root{--ink:#b0b0b0}' },
      '`ink` on `paper` has a contrast',
    ],
  ] as const)('that %s is refused in a line', async (_what, theme, files, words) => {
    const { settings, findings } = await themed(theme, files)
    expect(settings).toBeNull()
    expect(findings.map(({ message }) => message).join('\n')).toContain(words)
  })
})
