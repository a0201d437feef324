import { canonicalJson } from '@charrette/guides'
import type { KeptFiles } from './kept-files.ts'
import { keyOf, printMadeOf } from './made-of.ts'
import type { PrintPdf } from './publish.ts'
import { readTheme } from './theme/read-theme.ts'

/**
 * Prints what was not printed before: a finished and checked PDF is kept under the hash of all that it
 * was made of (text, pictures, release, settings, theme, the browser, our own sources), and its
 * pieces so that another release prints those that are new.
 *
 * @param env the process's environment: which browser and which checkers there are.
 */
export function cachedPrint(
  printPdf: PrintPdf,
  kept: KeptFiles,
  env: NodeJS.ProcessEnv = process.env,
): PrintPdf {
  return async (bundle, options) => {
    const { guide, release } = bundle
    const { settings = null, chapters = null } = options
    const key = keyOf([
      // Pictures are in the guide by their hashes.
      canonicalJson({ guide, release, settings, chapters }),
      await printMadeOf(options.theme ?? (await readTheme()), env),
    ])
    const known = await kept.read(key)
    if (known) {
      options.onProgress?.({ progress: 1, message: 'Taking the PDF that was printed before' })
      options.onChecked?.('pdf')
      if (env.VERAPDF_PATH) options.onChecked?.('verapdf')
      return known
    }
    const bytes = await printPdf(bundle, { ...options, kept })
    await kept.keep(key, bytes)
    await kept.forgetOldest()
    return bytes
  }
}
