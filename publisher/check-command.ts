import { stat } from 'node:fs/promises'
import { hasErrors } from '@charrette/guides'
import { checkFolder } from './check-folder.ts'
import type { CommandIo } from './command.ts'
import { countOf, findingLine } from './finding-line.ts'
import { oneFolder } from './one-folder.ts'

export const checkHelp = `charrette check <guide folder> [--json]
      Reads a guide's folder of Markdown and says every finding with file and line. Exit codes: 0 no
      errors, 1 errors, 2 the command was not understood, 3 the folder could not be read.
`

/**
 * `charrette check`: findings a line each on standard error and their number on standard output, or
 * all of it as one JSON object there.
 *
 * @returns the exit code.
 */
export async function checkCommand(args: readonly string[], io: CommandIo): Promise<number> {
  const asked = oneFolder(args)
  const refuse = (message: string): number => {
    io.stderr(`charrette check: ${message}\n${checkHelp}`)
    return 2
  }
  if ('refusal' in asked) return refuse(asked.refusal)
  const { folder, json } = asked
  if (!(await stat(folder).catch(() => null))?.isDirectory())
    return refuse(`There is no folder ${folder}.`)
  try {
    const { findings } = await checkFolder(folder)
    if (json) io.stdout(`${JSON.stringify({ findings })}\n`)
    else {
      for (const finding of findings) io.stderr(`${findingLine(finding)}\n`)
      io.stdout(`${countOf(findings)}\n`)
    }
    return hasErrors(findings) ? 1 : 0
  } catch (error) {
    io.stderr(`charrette check: ${error instanceof Error ? error.message : String(error)}\n`)
    return 3
  }
}
