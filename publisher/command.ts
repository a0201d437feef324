import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { Finding } from '@charrette/guides'
import { countOf, findingLine } from './finding-line.ts'
import { KeptFiles } from './kept-files.ts'
import { type Format, formats, type Manifest } from './manifest.ts'
import { cachedPrint } from './print-cache.ts'
import { printByBrowser } from './publish.ts'
import { publishFolder } from './publish-folder.ts'
import { settingFlags, settingsFromFlags } from './settings/setting-flags.ts'
import { progressDisplay } from './show-progress.ts'
import { UsageError } from './usage-error.ts'

export const publishHelp = `charrette publish <guide folder> --out DIR [--format web,pdf,epub,docx,markdown,json] [--number N] [--date D] [--consortium NAME] [--canonical URL] [--json]
      [--theme NAME|FOLDER] [--logo FILE] [--colours civic=#RRGGBB,accent=#RRGGBB] [--paper letter|a4] [--duplex]
      [--notes margin|chapter] [--link-notes] [--no-index] [--certified-by NAME] [--cache DIR]
      Publishes a guide's folder of Markdown. The date is --date, else SOURCE_DATE_EPOCH, else now; the
      same date gives the same bytes. What the second line says goes over the folder's edition.yaml
      (publisher/README.md, “Settings of editions”). --cache keeps printed PDFs and their chapters in a
      folder: what has not changed is not printed again. --json says everything as one object on
      standard output.
      Exit codes: 0 published; 1 the guide has errors; 2 the command was not understood; 3 the guide is
      sound and could not be published (the folder cannot be written, no browser, it crashed). Where
      the code is not 0, nothing was written.
`

/** Where a command reads and writes; the process's own, or a test's. */
export interface CommandIo {
  stdout(text: string): void
  stderr(text: string): void
  env: NodeJS.ProcessEnv
  /** Width of the terminal that standard error is; undefined where it is none. */
  columns?: number | undefined
  /** Aborting it ends the command with nothing left behind. */
  signal?: AbortSignal | undefined
}

/**
 * `charrette publish`: findings as `file:line:column rule message. mend` and progress on standard
 * error, what was written on standard output.
 *
 * @param args what stands after the command's name.
 * @returns the exit code.
 */
export async function publishCommand(args: readonly string[], io: CommandIo): Promise<number> {
  let wish: Awaited<ReturnType<typeof understood>>
  try {
    wish = await understood(args, io.env)
  } catch (error) {
    if (!(error instanceof UsageError) && !isParseError(error)) throw error
    io.stderr(`charrette publish: ${messageOf(error)}\n${publishHelp}`)
    return 2
  }
  const { folder, out, json, formats: wanted, cache, ...release } = wish
  const display = progressDisplay({ write: io.stderr, columns: io.columns })
  const say = (result: {
    manifest: Manifest | null
    findings: Finding[]
    error?: object
  }): void => {
    if (json) io.stdout(`${JSON.stringify(result)}\n`)
  }
  try {
    const { manifest, findings } = await publishFolder(folder, out, {
      ...release,
      ...(wanted ? { formats: wanted } : {}),
      ...(cache
        ? { printPdf: cachedPrint(printByBrowser, await KeptFiles.open(cache), io.env) }
        : {}),
      ...(io.signal ? { signal: io.signal } : {}),
      onProgress: (progress) => {
        if (!json) display.show(progress)
      },
    })
    display.end()
    for (const finding of findings) io.stderr(`${findingLine(finding)}\n`)
    say({ manifest, findings })
    if (manifest) {
      if (!json) io.stdout(summaryOf(manifest, out))
      return 0
    }
    io.stderr(`${countOf(findings)}; nothing was written.\n`)
    return 1
  } catch (error) {
    display.end()
    io.stderr(`charrette publish: ${messageOf(error)}\n`)
    say({ manifest: null, findings: [], error: { code: codeOf(error), message: messageOf(error) } })
    return 3
  }
}

async function understood(args: readonly string[], env: NodeJS.ProcessEnv) {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    allowNegative: true,
    options: {
      out: { type: 'string' },
      format: { type: 'string' },
      number: { type: 'string', default: 'draft' },
      date: { type: 'string' },
      consortium: { type: 'string', default: '' },
      canonical: { type: 'string' },
      cache: { type: 'string' },
      json: { type: 'boolean', default: false },
      ...settingFlags,
    },
  })
  const [folder, ...more] = positionals
  if (!folder || more.length > 0) throw new UsageError('Name one guide folder.')
  if (!values.out) throw new UsageError('Say where to write with --out DIR.')
  if (!(await stat(folder).catch(() => null))?.isDirectory())
    throw new UsageError(`There is no folder ${folder}.`)
  if (!/^[\w.-]+$/.test(values.number))
    throw new UsageError('--number is letters, digits, points and hyphens.')
  return {
    folder: resolve(folder),
    out: resolve(values.out),
    formats: values.format?.split(',').map(formatNamed),
    number: values.number,
    releasedAt: momentOf(values.date, env.SOURCE_DATE_EPOCH),
    consortium: values.consortium,
    canonical: values.canonical === undefined ? null : folderAddress(values.canonical),
    cache: values.cache === undefined ? null : resolve(values.cache),
    json: values.json,
    settings: settingsFromFlags(values),
  }
}

function formatNamed(name: string): Format {
  const format = formats.find((known) => known === name.trim())
  if (!format)
    throw new UsageError(`There is no format “${name}”; there are ${formats.join(', ')}.`)
  return format
}

/** SOURCE_DATE_EPOCH is in seconds (reproducible-builds.org/specs/source-date-epoch). */
function momentOf(date: string | undefined, epoch: string | undefined): Date {
  const moment = date ? new Date(date) : epoch ? new Date(Number(epoch) * 1000) : new Date()
  if (Number.isNaN(moment.getTime()))
    throw new UsageError(`“${date ?? epoch}” is no date; write it as 2026-11-24.`)
  return moment
}

function folderAddress(address: string): string {
  if (!URL.canParse(address)) throw new UsageError(`“${address}” is no address.`)
  return address.endsWith('/') ? address : `${address}/`
}

const isParseError = (error: unknown): boolean => codeOf(error).startsWith('ERR_PARSE_ARGS')

const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error)

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : 'publisher-failed'

function summaryOf({ formats: made, files, guide, release }: Manifest, out: string): string {
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0)
  return `${guide.title}, release ${release.number}: ${made.join(', ')} (${files.length} files, ${(bytes / 1e6).toFixed(1)} MB) in ${out}\n`
}
