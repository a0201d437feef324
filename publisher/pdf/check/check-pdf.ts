import { type CheckedPdf, type Rule, readCheckedPdf } from './checked-pdf.ts'
import { annotations } from './rules/annotations.ts'
import { content } from './rules/content.ts'
import { document } from './rules/document.ts'
import { figures } from './rules/figures.ts'
import { fontPrograms } from './rules/font-programs.ts'
import { fonts } from './rules/fonts.ts'
import { headings } from './rules/headings.ts'
import { language } from './rules/language.ts'
import { metadata } from './rules/metadata.ts'
import { navigation } from './rules/navigation.ts'
import { nesting } from './rules/nesting.ts'
import { notes } from './rules/notes.ts'
import { roles } from './rules/roles.ts'
import { scripts } from './rules/scripts.ts'
import { tables } from './rules/tables.ts'
import { unicode } from './rules/unicode.ts'
import type { Violation } from './violation.ts'

/** In the order of the Matterhorn Protocol's checkpoints. */
const rules: readonly Rule[] = [
  content,
  roles,
  metadata,
  document,
  nesting,
  unicode,
  language,
  figures,
  headings,
  tables,
  notes,
  navigation,
  annotations,
  scripts,
  fonts,
  fontPrograms,
]

/**
 * Checks a finished PDF against the machine-checkable failure conditions of the Matterhorn Protocol
 * 1.1 for PDF/UA-1 and against what we promise beyond it; `MATTERHORN.md` tells which. It reads the
 * file through a library that did not write it.
 *
 * @returns every violation, in the order of checkpoints; none where the file is sound.
 */
export async function checkPdf(bytes: Uint8Array): Promise<Violation[]> {
  const pdf = await openPdf(bytes)
  return 'violations' in pdf ? pdf.violations : violationsIn(pdf)
}

/** Reads a PDF for its check, or says that it cannot be read. */
export async function openPdf(
  bytes: Uint8Array,
): Promise<CheckedPdf | { violations: Violation[] }> {
  try {
    return await readCheckedPdf(bytes)
  } catch (error) {
    return { violations: [unreadable(error)] }
  }
}

/** What `checkPdf` finds in a file that is open already. */
export function violationsIn(pdf: CheckedPdf): Violation[] {
  const violations: Violation[] = []
  for (const rule of rules)
    rule(pdf, (ruleId, message, mend, { page = null, structurePath = '', object = null } = {}) => {
      violations.push({ ruleId, page, structurePath, object, message, mend })
    })
  return violations
}

/** What cannot be read is not accessible either: the file's fault, not the checker's. */
const unreadable = (error: unknown): Violation => ({
  ruleId: 'charrette-file-sound',
  page: null,
  structurePath: '',
  object: null,
  message: `The file cannot be read: ${error instanceof Error ? error.message : String(error)}.`,
  mend: 'Write the file anew, whole and without a password.',
})
