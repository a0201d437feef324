import { parseArgs } from 'node:util'

/** The arguments of a command that takes one folder and `--json`, or why they are not understood. */
export function oneFolder(
  args: readonly string[],
): { folder: string; json: boolean } | { refusal: string } {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { json: { type: 'boolean', default: false } },
    })
    const [folder, ...more] = positionals
    if (!folder || more.length > 0) return { refusal: 'Name one folder.' }
    return { folder, json: values.json }
  } catch (error) {
    return { refusal: error instanceof Error ? error.message : String(error) }
  }
}
