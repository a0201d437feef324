import { type CheckedPdf, placeOf } from '../checked-pdf.ts'
import { headingLevel } from '../standard-types.ts'
import { childElements } from '../structure-tree.ts'
import type { Report } from '../violation.ts'

/** Checkpoint 14: heading levels begin with H1 and skip none on the way down, and there is one title. */
export function headings({ tree }: CheckedPdf, report: Report): void {
  if (!tree) return
  let previous = 0
  for (const element of tree.elements) {
    const level = headingLevel(element.type)
    if (level === null) continue
    if (previous === 0 && level !== 1)
      report(
        'matterhorn-14-002',
        `The first heading is ${element.type}.`,
        'Begin with H1.',
        placeOf(element, tree),
      )
    else if (level > previous + 1)
      report(
        'matterhorn-14-003',
        `${element.type} follows on H${previous}.`,
        `Make it H${previous + 1}, or add the headings between.`,
        placeOf(element, tree),
      )
    previous = level
  }
  const titles = tree.elements.filter(({ writtenType }) => writtenType === 'Title')
  for (const element of titles.slice(1))
    report(
      'charrette-one-title',
      'The document has another title already.',
      'Tag one title.',
      placeOf(element, tree),
    )
  const unnumbered = tree.elements.find(({ type }) => type === 'H')
  if (unnumbered && previous > 0)
    report(
      'matterhorn-14-007',
      'The document has both H and numbered headings.',
      'Use one of the two kinds.',
      placeOf(unnumbered, tree),
    )
  for (const element of tree.elements)
    if (childElements(element).filter(({ type }) => type === 'H').length > 1)
      report(
        'matterhorn-14-006',
        'An element holds more than one H.',
        'Put each H into a section of its own.',
        placeOf(element, tree),
      )
}
