import { PdfNumber } from '@libpdf/core'
import { type CheckedPdf, placeOf } from '../checked-pdf.ts'
import { attributeOf } from '../structure-tree.ts'
import type { Report } from '../violation.ts'

/** Checkpoints 13 and 17: pictures and formulas say what they show, and figures where they are. */
export function figures({ file, tree }: CheckedPdf, report: Report): void {
  if (!tree) return
  for (const element of tree.elements) {
    if (element.type !== 'Figure' && element.type !== 'Formula') continue
    const place = placeOf(element, tree)
    const alt = (file.text(element.dict, 'Alt') ?? '').trim()
    if (element.type === 'Formula' && !alt)
      report(
        'matterhorn-17-002',
        'The formula has no alternative text.',
        'Write what it says into Alt.',
        place,
      )
    if (element.type !== 'Figure') continue
    if (!alt && !(file.text(element.dict, 'ActualText') ?? '').trim())
      report(
        'matterhorn-13-004',
        'The figure has neither alternative nor replacement text.',
        'Describe it in Alt, or mark it as an artifact where it is an ornament.',
        place,
      )
    const box = file
      .members(attributeOf(file, tree, element, 'Layout', 'BBox'))
      .map((value) => (value instanceof PdfNumber ? value.value : Number.NaN))
    const [left = 0, bottom = 0, right = 0, top = 0] = box
    if (box.length !== 4 || !(left < right && bottom < top))
      report(
        'charrette-figure-box',
        'The figure does not say where it is.',
        'Write its rectangle into BBox of its layout attributes (ISO 32000-1, 14.8.5.4.3).',
        place,
      )
  }
}
