import { randomUUID } from 'node:crypto'
import { readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { canonicalJson } from '@charrette/guides'
import { chromiumExecutable } from './chromium/executable.ts'
import { sha256 } from './edition-file.ts'
import { makeFolder } from './make-folder.ts'
import type { PrintPdf } from './publish.ts'
import type { ReleaseBundle } from './release-bundle.ts'
import { readTheme } from './theme/read-theme.ts'
import type { Theme } from './theme/theme.ts'

/**
 * Prints what was not printed before: a finished and checked PDF is kept in a folder under the hash
 * of all that it was made of (text, pictures, release, settings, theme, the browser, our own sources).
 * Any number of processes may share the folder; whatever is in it may be deleted at any time.
 *
 * @param folder made where it is not there.
 * @param env the process's environment: which browser and which checkers there are.
 * @throws {OutputUnwritable} from the printing function, where the folder cannot be made.
 */
export function cachedPrint(
  printPdf: PrintPdf,
  folder: string,
  env: NodeJS.ProcessEnv = process.env,
): PrintPdf {
  return async (bundle, options) => {
    await makeFolder(folder)
    const key = await keyOf(bundle, options, env)
    const known = await readKept(folder, key)
    if (known) {
      options.onProgress?.({ progress: 1, message: 'Taking the PDF that was printed before' })
      options.onChecked?.('pdf')
      if (env.VERAPDF_PATH) options.onChecked?.('verapdf')
      return known
    }
    const bytes = await printPdf(bundle, options)
    await keep(folder, key, bytes)
    return bytes
  }
}

/** Named by what it was made of and by its own hash: a file that was harmed is known by its name. */
const keptName = (key: string, bytes: Uint8Array): string => `${key}.${sha256(bytes)}.pdf`

async function readKept(folder: string, key: string): Promise<Uint8Array | null> {
  for (const file of await readdir(folder)) {
    if (!file.startsWith(`${key}.`)) continue
    const bytes = await readFile(join(folder, file)).catch(() => null)
    if (bytes && file === keptName(key, bytes)) return bytes
    await rm(join(folder, file), { force: true })
  }
  return null
}

async function keep(folder: string, key: string, bytes: Uint8Array): Promise<void> {
  const half = join(folder, `${randomUUID()}.half`)
  try {
    await writeFile(half, bytes)
    await rename(half, join(folder, keptName(key, bytes)))
  } finally {
    await rm(half, { force: true })
  }
}

async function keyOf(
  { guide, release }: ReleaseBundle,
  { settings, theme, chapters }: Parameters<PrintPdf>[1],
  env: NodeJS.ProcessEnv,
): Promise<string> {
  // Pictures are in the guide by their hashes.
  const made = { guide, release, settings: settings ?? null, chapters: chapters ?? null }
  const parts = await Promise.all([
    canonicalJson(made),
    themeParts(theme ?? (await readTheme())),
    browserParts(env),
    sourcesHash(),
  ])
  return sha256(new TextEncoder().encode(JSON.stringify(parts)))
}

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
