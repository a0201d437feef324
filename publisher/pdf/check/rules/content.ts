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
  const owners = new Sequences<number | null>()
  for (const element of tree.elements)
    for (const kid of element.kids)
      if (kid.kind === 'content') owners.of(kid).set(kid.mcid, element.object)
  const found = new Sequences<true>()
  for (const sequence of drawn.sequences) {
    const { page, mcid, structParents } = sequence
    const owner = owners.of(sequence).get(mcid)
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
    const before = found.of(sequence)
    if (before.has(mcid))
      report(
        'charrette-mcid-unique',
        `Two sequences have the number ${mcid}.`,
        'Number the marked-content sequences of a content stream each for itself.',
        { page },
      )
    before.set(mcid, true)
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

/** Something of each marked-content sequence, by what it is in and its number there. */
class Sequences<Of> {
  readonly #ofPages = new Map<number | null, Map<number, Of>>()
  readonly #ofForms = new Map<number, Map<number, Of>>()

  of({ page, form }: { page: number | null; form: number | null }): Map<number, Of> {
    return form === null ? within(this.#ofPages, page) : within(this.#ofForms, form)
  }
}

function within<Holder, Of>(all: Map<Holder, Map<number, Of>>, holder: Holder): Map<number, Of> {
  const known = all.get(holder) ?? new Map<number, Of>()
  all.set(holder, known)
  return known
}

function forms({ drawn }: CheckedPdf, report: Report): void {
  for (const { page, times, sequences, isReference } of drawn.forms.values()) {
    if (isReference)
      report(
        'matterhorn-30-001',
        'A form stands for the page of another file.',
        'Draw the content itself and remove Ref.',
        { page },
      )
    if (sequences.length > 0 && times > 1)
      report(
        'matterhorn-30-002',
        `A form with tagged content is drawn ${times} times.`,
        'Draw it once, or remove the tags within it and tag each place where it is drawn.',
        { page },
      )
  }
}
