import { rename, rm, writeFile } from 'node:fs/promises'
import { type PrintPdf, printByBrowser } from './publish.ts'
import type { ReleaseBundle } from './release-bundle.ts'

/**
 * Prints some chapters of a release as a PDF of their own, numbered and named as in the whole guide.
 * The file appears whole or not at all.
 *
 * @param chapters ids, in any order; they are printed in the guide's.
 * @throws {RangeError} where the guide has not such a chapter, and what printing throws.
 */
export async function printChapters(
  bundle: ReleaseBundle,
  chapters: readonly string[],
  file: string,
  options: Pick<
    Parameters<PrintPdf>[1],
    'signal' | 'onProgress' | 'settings' | 'theme' | 'kept'
  > = {},
): Promise<void> {
  const known = new Set(bundle.guide.chapters.map(({ id }) => id))
  const unknown = chapters.find((id) => !known.has(id))
  if (unknown !== undefined || chapters.length === 0)
    throw new RangeError(`The guide has no chapter ${JSON.stringify(unknown ?? '')}`)
  const bytes = await printByBrowser(bundle, { ...options, chapters })
  const half = `${file}.${process.pid}.half`
  try {
    await writeFile(half, bytes, { flush: true })
    await rename(half, file)
  } finally {
    await rm(half, { force: true })
  }
}
