import { readdir, readFile, stat } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromiumExecutable } from './chromium/executable.ts'
import { sha256 } from './edition-file.ts'
import type { Theme } from './theme/theme.ts'

/** What any print is made of beside its text: theme, browser, checkers, our own sources. */
export async function printMadeOf(theme: Theme, env: NodeJS.ProcessEnv): Promise<unknown> {
  return Promise.all([themeParts(theme), browserParts(env), sourcesHash()])
}

/** A key for something, by all that it is made of: plain values. */
export const keyOf = (made: unknown): string =>
  sha256(new TextEncoder().encode(JSON.stringify(made)))

async function themeParts({ name, drawing, tokens, css, fonts, logo }: Theme): Promise<unknown> {
  return {
    name,
    drawing,
    css,
    tokens: [...tokens.light],
    fonts: await Promise.all(
      fonts.map(async (font) => ({ ...font, file: sha256(await readFile(font.file)) })),
    ),
    logo: logo && { ...logo, bytes: sha256(logo.bytes) },
  }
}

async function browserParts(env: NodeJS.ProcessEnv): Promise<unknown> {
  const { path } = await chromiumExecutable(env)
  const { size, mtimeMs } = await stat(path)
  return { path, size, mtimeMs, veraPdf: env.VERAPDF_PATH ?? null }
}

const root = fileURLToPath(new URL('../', import.meta.url))
/** What a PDF is made by; the lockfile stands for the libraries. */
const sources = ['guides/model', 'publisher', 'templates', 'pnpm-lock.yaml']
let ofSources: Promise<string> | undefined

/** Of the files as they were when this process first asked. */
function sourcesHash(): Promise<string> {
  ofSources ??= Promise.all(sources.map((path) => hashesIn(join(root, path)))).then((hashes) =>
    sha256(new TextEncoder().encode(hashes.flat().join('\n'))),
  )
  return ofSources
}

async function hashesIn(path: string): Promise<string[]> {
  if (!(await stat(path)).isDirectory()) return [sha256(await readFile(path))]
  const entries = (await readdir(path, { withFileTypes: true }))
    .filter(({ name }) => name !== 'node_modules' && !name.includes('.test.'))
    .filter((entry) => entry.isDirectory() || /^\.(?:ts|css|json)$/.test(extname(entry.name)))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
  const hashes = await Promise.all(
    entries.map(async (entry) => [entry.name, ...(await hashesIn(join(path, entry.name)))]),
  )
  return hashes.flat()
}
