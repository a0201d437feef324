import { type PdfText, textOfPdf } from '../parity/read-pdf.ts'
import { openPdf, violationsIn } from './check/check-pdf.ts'
import type { Violation } from './check/violation.ts'

export interface ExaminedPdf {
  /** In the order of checkpoints; none where the file is sound. */
  violations: Violation[]
  /** What it says; null where it violates anything, for then nobody will read it. */
  text: PdfText | null
}

/** Checks a finished PDF as `checkPdf` does and reads it back as `readPdf` does, parsed once for both. */
export async function examinePdf(bytes: Uint8Array): Promise<ExaminedPdf> {
  const pdf = await openPdf(bytes)
  if ('violations' in pdf) return { violations: pdf.violations, text: null }
  const violations = violationsIn(pdf)
  return { violations, text: violations.length > 0 ? null : textOfPdf(pdf.file, pdf.tree) }
}
