import { PdfDict } from '@libpdf/core'
import { annotationsOf, type CheckedPdf } from '../checked-pdf.ts'
import type { Report } from '../violation.ts'

/** Where scripts could be: what we print has none, so 03-003, 05-003 and 29-001 cannot arise. */
export function scripts({ file }: CheckedPdf, report: Report): void {
  const found = (page: number | null, object: number | null = null) =>
    report('charrette-no-scripts', 'The file holds a script.', 'Remove it.', { page, object })
  if (file.dict(file.dict(file.catalog, 'Names'), 'JavaScript')) found(null)
  const seen = new Set<PdfDict>()
  const isScript = (action: unknown): boolean => {
    if (!(action instanceof PdfDict) || seen.has(action)) return false
    seen.add(action)
    return (
      file.name(action, 'S') === 'JavaScript' || file.members(action.get('Next')).some(isScript)
    )
  }
  const holds = (dict: PdfDict, key: string): boolean => {
    const additional = file.dict(dict, 'AA')
    return (
      isScript(file.at(dict, key)) ||
      [...(additional ?? [])].some(([, action]) => isScript(file.resolve(action)))
    )
  }
  if (holds(file.catalog, 'OpenAction')) found(null)
  for (const { dict, number } of file.pages) if (holds(dict, 'A')) found(number)
  for (const { dict, page, object } of annotationsOf(file))
    if (holds(dict, 'A')) found(page, object)
}
