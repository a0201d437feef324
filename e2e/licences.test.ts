import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

// Charrette is under Apache-2.0: what it is installed with must allow that (docs/decisions/0003-licences.md).

const root = fileURLToPath(new URL('../', import.meta.url))

/** Licences that ask for no more than their own text and notices to go along. */
const permissive = new Set([
  '(MIT AND Zlib)',
  '(MIT OR GPL-3.0-or-later)',
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT OR Apache-2.0',
  'MIT-0',
  'Python-2.0',
  'Unlicense',
])

/** Those that ask for more, by package, and what NOTICE must say of it. */
const withTerms: Record<string, { licence: string; packages: RegExp; notice: RegExp }> = {
  fonts: { licence: 'OFL-1.1', packages: /^@fontsource/, notice: /SIL Open Font License/ },
  'file by file': {
    licence: 'MPL-2.0',
    packages: /^(axe-core|@daisy\/axe-core-for-ace|lightningcss(-.+)?|@resvg\/resvg-wasm)$/,
    notice: /Mozilla Public License/,
  },
  // Its file is the BSD licence of two clauses.
  'said loosely': { licence: 'BSD', packages: /^duck$/, notice: /duck.*BSD/s },
  'as a library that can be replaced': {
    licence: 'LGPL-3.0-or-later',
    packages: /^@img\/sharp-libvips-.+$/,
    notice: /GNU Lesser General Public License/,
  },
  attribution: {
    licence: 'CPAL-1.0 OR AGPL-1.0',
    packages: /^citeproc$/,
    notice: /Citations by CSL \(citeproc-js\)/,
  },
}

test('every installed package allows an Apache-2.0 product, and NOTICE says what some ask for', () => {
  const notice = readFileSync(join(root, 'NOTICE'), 'utf8')
  const installed = [...installedPackages()]
  // Far fewer would mean that the walk went past them.
  expect(installed.length).toBeGreaterThan(200)
  const refused = installed.filter(({ name, licence }) => {
    if (permissive.has(licence)) return false
    return !Object.values(withTerms).some(
      (terms) =>
        terms.licence === licence && terms.packages.test(name) && terms.notice.test(notice),
    )
  })
  expect(refused).toEqual([])
})

function* installedPackages(): Generator<{ name: string; licence: string }> {
  const store = join(root, 'node_modules', '.pnpm')
  for (const entry of readdirSync(store)) {
    const modules = join(store, entry, 'node_modules')
    if (!existsSync(modules)) continue
    for (const name of packageNames(modules)) {
      const file = join(modules, name, 'package.json')
      if (!existsSync(file)) continue
      const manifest = JSON.parse(readFileSync(file, 'utf8')) as {
        version?: string
        license?: string | { type: string }
        /** As it was said until npm 2. */
        licenses?: { type: string }[]
      }
      // A package.json without a version only sets the kind of modules in its folder.
      if (!manifest.version) continue
      const { license = manifest.licenses?.[0] ?? 'none said' } = manifest
      yield { name, licence: typeof license === 'string' ? license : license.type }
    }
  }
}

function packageNames(modules: string): string[] {
  return readdirSync(modules).flatMap((name) =>
    name.startsWith('@')
      ? readdirSync(join(modules, name)).map((inner) => `${name}/${inner}`)
      : [name],
  )
}
