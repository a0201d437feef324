import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import type { CommandIo } from '../../command.ts'
import { violationsOf } from './require-accessible.ts'
import { violationAsText } from './violation.ts'

export const checkPdfHelp = `charrette check-pdf FILE [--json]
      Checks a PDF against the machine-checkable conditions of PDF/UA-1 (Matterhorn Protocol 1.1), by
      veraPDF as well where VERAPDF_PATH names it. Exit codes: 0 nothing was found, 1 violations, 2 the
      command was not understood.
`

/**
 * `charrette check-pdf`: violations a line each on standard error and their number on standard
 * output, or all of it as one JSON object there.
 *
 * @returns the exit code.
 */
export async function checkPdfCommand(args: readonly string[], io: CommandIo): Promise<number> {
  const refuse = (message: string): number => {
    io.stderr(`charrette check-pdf: ${message}\n${checkPdfHelp}`)
    return 2
  }
  let path: string
  let json: boolean
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { json: { type: 'boolean', default: false } },
    })
    const [first, ...more] = positionals
    if (!first || more.length > 0) return refuse('Name one PDF.')
    path = first
    json = values.json
  } catch (error) {
    return refuse(messageOf(error))
  }
  let bytes: Uint8Array
  try {
    bytes = await readFile(path)
  } catch (error) {
    return refuse(`${path} cannot be read: ${messageOf(error)}`)
  }
  try {
    const violations = await violationsOf(bytes, { env: io.env })
    if (json) io.stdout(`${JSON.stringify({ file: path, violations }, null, 2)}\n`)
    else {
      for (const violation of violations) io.stderr(`${violationAsText(violation)}\n`)
      io.stdout(
        `${path}: ${violations.length} ${violations.length === 1 ? 'violation' : 'violations'}\n`,
      )
    }
    return violations.length > 0 ? 1 : 0
  } catch (error) {
    io.stderr(`charrette check-pdf: ${messageOf(error)}\n`)
    return 1
  }
}

const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error)
