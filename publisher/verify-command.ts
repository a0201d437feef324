import type { CommandIo } from './command.ts'
import { plural } from './finding-line.ts'
import { oneFolder } from './one-folder.ts'
import { NoEdition, verifyEdition } from './verify-edition.ts'

export const verifyHelp = `charrette verify <edition folder> [--json]
      Compares an edition's files with the SHA-256 of each in its manifest.json. Exit codes: 0 every
      byte is as published, 1 a file is changed, missing or not listed, 2 the command was not
      understood or the folder is no edition, 3 a file could not be read.
`

/**
 * `charrette verify`: differences a line each on standard error and what was verified on standard
 * output, or all of it as one JSON object there.
 *
 * @returns the exit code.
 */
export async function verifyCommand(args: readonly string[], io: CommandIo): Promise<number> {
  const asked = oneFolder(args)
  if ('refusal' in asked) {
    io.stderr(`charrette verify: ${asked.refusal}\n${verifyHelp}`)
    return 2
  }
  const { folder, json } = asked
  try {
    const { manifest, differences } = await verifyEdition(folder)
    const { guide, release, files } = manifest
    if (json) io.stdout(`${JSON.stringify({ guide, release, differences })}\n`)
    else {
      for (const { path, kind, message } of differences) io.stderr(`${path} ${kind}: ${message}.\n`)
      const verdict =
        differences.length === 0
          ? `${plural(files.length, 'file')} as published`
          : plural(differences.length, 'difference')
      io.stdout(`${guide.title}, release ${release.number} (${release.contentHash}): ${verdict}\n`)
    }
    return differences.length === 0 ? 0 : 1
  } catch (error) {
    io.stderr(`charrette verify: ${error instanceof Error ? error.message : String(error)}\n`)
    return error instanceof NoEdition ? 2 : 3
  }
}
