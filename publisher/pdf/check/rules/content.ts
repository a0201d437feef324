import { PdfArray } from '@libpdf/core'
import type { CheckedPdf } from '../checked-pdf.ts'
import { refNumber } from '../pdf-file.ts'
import type { Report } from '../violation.ts'

/** Checkpoints 01 and 30: everything drawn is either in the structure tree or an artifact. */
export function content(pdf: CheckedPdf, report: Report): void {
  marks(pdf, report)
  sequences(pdf, report)
  forms(pdf, report)
}

function marks({ drawn }: CheckedPdf, report: Report): void {
  for (const page of drawn.unreadable)
    report(
      'charrette-content-readable',
      "The page's content cannot be decoded.",
      'Write the content stream anew.',
      { page },
    )
  for (const page of drawn.unbalanced)
    report(
      'charrette-marks-balanced',
      'Marked content does not end where it should.',
      'Pair every BMC and BDC with an EMC in the same content stream.',
      { page },
    )
  for (const page of drawn.artifactsInTagged)
    report(
      'matterhorn-01-003',
      'An artifact lies within tagged content.',
      'End the tagged content before the artifact begins.',
      { page },
    )
  for (const page of drawn.taggedInArtifacts)
    report(
      'matterhorn-01-004',
      'Tagged content lies within an artifact.',
      'Remove the tags, or end the artifact before the tagged content begins.',
      { page },
    )
  for (const [page, pieces] of drawn.unmarked)
    report(
      'matterhorn-01-005',
      `${pieces.length} ${pieces.length === 1 ? 'piece is' : 'pieces are'} neither tagged nor an artifact, the first of them ${pieces[0]}.`,
      'Tag what readers need, and mark the rest as an artifact.',
      { page },
    )
}

/** Every tagged sequence belongs to one element, and the way back by the parent tree leads to it. */
function sequences({ file, tree, drawn, parentTree }: CheckedPdf, report: Report): void {
  if (!tree) return
  const owners = new Map<string, number | null>()
  for (const element of tree.elements)
    for (const kid of element.kids)
      if (kid.kind === 'content') owners.set(keyOf(kid), element.object)
  const drawnKeys = new Set<string>()
  for (const sequence of drawn.sequences) {
    const { page, mcid, structParents } = sequence
    const key = keyOf(sequence)
    const owner = owners.get(key)
    if (owner === undefined) {
      if (!drawn.taggedInArtifacts.has(page))
        report(
          'matterhorn-01-005',
          `Sequence ${mcid} is marked as tagged, but no structure element holds it.`,
          'Put it into a structure element, or mark it as an artifact.',
          { page },
        )
      continue
    }
    if (drawnKeys.has(key))
      report(
        'charrette-mcid-unique',
        `Two sequences have the number ${mcid}.`,
        'Number the marked-content sequences of a content stream each for itself.',
        { page },
      )
    drawnKeys.add(key)
    const parents = structParents === null ? undefined : file.resolve(parentTree.get(structParents))
    const parent = parents instanceof PdfArray ? refNumber(parents.at(mcid)) : undefined
    if (owner !== null && parent !== owner)
      report(
        'charrette-parent-tree',
        `The parent tree does not lead from sequence ${mcid} to its structure element.`,
        "Write the element into the parent tree's array for the content stream.",
        { page, object: owner },
      )
  }
}

const keyOf = (one: { page: number | null; form: number | null; mcid: number }): string =>
  one.form === null ? `page ${one.page} ${one.mcid}` : `form ${one.form} ${one.mcid}`

function forms({ drawn }: CheckedPdf, report: Report): void {
  for (const { page, times, hasSequences, isReference } of drawn.forms.values()) {
    if (isReference)
      report(
        'matterhorn-30-001',
        'A form stands for the page of another file.',
        'Draw the content itself and remove Ref.',
        { page },
      )
    if (hasSequences && times > 1)
      report(
        'matterhorn-30-002',
        `A form with tagged content is drawn ${times} times.`,
        'Draw it once, or remove the tags within it and tag each place where it is drawn.',
        { page },
      )
  }
}
