import type { CheckedPdf } from '../checked-pdf.ts'
import { placeOf } from '../checked-pdf.ts'
import { standardType, standardTypes } from '../standard-types.ts'
import type { Report } from '../violation.ts'

/** Checkpoint 02: every type is a standard one or stands for one. */
export function roles({ tree }: CheckedPdf, report: Report): void {
  if (!tree) return
  for (const type of tree.roles.keys()) {
    if (standardTypes.has(type))
      report(
        'matterhorn-02-004',
        `The standard type ${type} is mapped to another.`,
        'Remove it from the role map.',
      )
    else if (standardType(type, tree.roles).end === 'circular')
      report(
        'matterhorn-02-003',
        `The role map leads from ${type} in a circle.`,
        'Map it to a standard type.',
      )
  }
  for (const element of tree.elements)
    if (standardType(element.writtenType, tree.roles).end === 'unmapped')
      report(
        'matterhorn-02-001',
        `The type ${element.writtenType || '(none)'} stands for no standard type.`,
        'Map it to a standard type in the role map.',
        placeOf(element, tree),
      )
}
