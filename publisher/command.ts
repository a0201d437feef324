import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { Finding } from '@charrette/guides'
import { type Format, formats, type Manifest } from './manifest.ts'
import { publishFolder } from './publish-folder.ts'

export const publishHelp = `charrette publish <guide folder> --out DIR [--format web,pdf,epub] [--number N] [--date D] [--consortium NAME] [--canonical URL] [--json]
      Publishes a guide's folder of Markdown. Exit codes: 0 published, 1 errors in the guide or while
      publishing (nothing written), 2 the command was not understood. The date is --date, else
      SOURCE_DATE_EPOCH, else now; the same date gives the same bytes.
`

/** Where a command reads and writes; the process's own, or a test's. */
export interface CommandIo {
  stdout(text: string): void
  stderr(text: string): void
  env: NodeJS.ProcessEnv
}

/** A command line that was not understood. */
class UsageError extends Error {}

/**
 * `charrette publish`: findings as `file:line:column rule message. mend` and progress on standard
 * error, what was written on standard output.
 *
 * @param args what stands after the command's name.
 * @returns the exit code.
 */
export async function publishCommand(args: readonly string[], io: CommandIo): Promise<number> {
  try {
    const wish = await understood(args, io.env)
    const { manifest, findings } = await publishFolder(wish.folder, wish.out, {
      ...(wish.formats ? { formats: wish.formats } : {}),
      number: wish.number,
      releasedAt: wish.releasedAt,
      consortium: wish.consortium,
      canonical: wish.canonical,
      onProgress: ({ message }) => {
        if (!wish.json) io.stderr(`${message}\n`)
      },
    })
    for (const finding of findings) io.stderr(`${lineOf(finding)}\n`)
    if (wish.json) io.stdout(`${JSON.stringify({ manifest, findings })}\n`)
    else if (manifest) io.stdout(summaryOf(manifest, wish.out))
    if (!manifest) {
      const errors = findings.filter(({ severity }) => severity === 'error').length
      io.stderr(`${errors} ${errors === 1 ? 'error' : 'errors'}; nothing was written.\n`)
      return 1
    }
    return 0
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    io.stderr(`charrette publish: ${message}\n`)
    const unparsed = error instanceof Error && 'code' in error && isParseError(error.code)
    if (!(error instanceof UsageError) && !unparsed) return 1
    io.stderr(publishHelp)
    return 2
  }
}

async function understood(args: readonly string[], env: NodeJS.ProcessEnv) {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      out: { type: 'string' },
      format: { type: 'string' },
      number: { type: 'string', default: 'draft' },
      date: { type: 'string' },
      consortium: { type: 'string', default: '' },
      canonical: { type: 'string' },
      json: { type: 'boolean', default: false },
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
    json: values.json,
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

const isParseError = (code: unknown): boolean => String(code).startsWith('ERR_PARSE_ARGS')

function lineOf({ file, line, column, ruleId, severity, message, mend }: Finding): string {
  const place = [file ?? 'guide', line, line === null ? null : column]
    .filter((part) => part !== null)
    .join(':')
  const sentence = /[.!?]$/.test(message) ? message : `${message}.`
  return `${place} ${severity === 'warning' ? 'warning ' : ''}${ruleId} ${sentence} ${mend}`
}

function summaryOf({ formats: made, files, guide, release }: Manifest, out: string): string {
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0)
  return `${guide.title}, release ${release.number}: ${made.join(', ')} (${files.length} files, ${(bytes / 1e6).toFixed(1)} MB) in ${out}\n`
}
