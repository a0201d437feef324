import { checkPdf } from './check-pdf.ts'
import { runVeraPdf } from './run-vera-pdf.ts'
import { type Violation, violationAsText } from './violation.ts'

/** A PDF that must not be handed on. The message names the first violations, `violations` all. */
export class PdfNotAccessible extends Error {
  readonly code = 'pdf-not-accessible'
  readonly violations: readonly Violation[]

  constructor(violations: readonly Violation[]) {
    const shown = violations.slice(0, 10).map(violationAsText)
    const more = violations.length - shown.length
    super(
      [
        `The PDF does not conform to PDF/UA-1: ${violations.length} ${violations.length === 1 ? 'violation' : 'violations'}.`,
        ...shown,
        ...(more > 0 ? [`… and ${more} more.`] : []),
      ].join('\n'),
    )
    this.violations = violations
  }
}

interface CheckOptions {
  env?: NodeJS.ProcessEnv
  signal?: AbortSignal
  /** Our own checker, where it is not to run in this thread. */
  check?: typeof checkPdf
}

/**
 * All violations of a finished PDF: ours, and veraPDF's where `VERAPDF_PATH` names it.
 *
 * @throws {VeraPdfFailed} where veraPDF is named and cannot be run.
 */
export async function violationsOf(
  bytes: Uint8Array,
  { env = process.env, signal, check = checkPdf }: CheckOptions = {},
): Promise<Violation[]> {
  const own = await check(bytes)
  if (!env.VERAPDF_PATH) return own
  return [...own, ...(await runVeraPdf(bytes, env.VERAPDF_PATH, signal))]
}

/**
 * @throws {PdfNotAccessible} where the file violates anything; {VeraPdfFailed}.
 */
export async function requireAccessible(
  bytes: Uint8Array,
  options: CheckOptions = {},
): Promise<void> {
  const violations = await violationsOf(bytes, options)
  if (violations.length > 0) throw new PdfNotAccessible(violations)
}
