import { PdfString } from '@libpdf/core'
import { type CheckedPdf, placeOf } from '../checked-pdf.ts'
import type { Report } from '../violation.ts'

/** Checkpoint 19: every note has an id that no other element has. */
export function notes({ file, tree }: CheckedPdf, report: Report): void {
  if (!tree) return
  const seen = new Map<string, number>()
  const ids = tree.elements.map(({ dict }) => {
    const id = file.at(dict, 'ID')
    const text = id instanceof PdfString ? Buffer.from(id.bytes).toString('latin1') : ''
    if (text) seen.set(text, (seen.get(text) ?? 0) + 1)
    return text
  })
  for (const [index, element] of tree.elements.entries()) {
    const id = ids[index] ?? ''
    if (element.type === 'Note' && !id)
      report(
        'matterhorn-19-003',
        'The note has no ID.',
        'Give it an ID of its own.',
        placeOf(element, tree),
      )
    else if (id && (seen.get(id) ?? 0) > 1)
      report(
        element.type === 'Note' ? 'matterhorn-19-004' : 'charrette-id-unique',
        `Another element has the ID “${id}” as well.`,
        'Give each its own.',
        placeOf(element, tree),
      )
  }
}
