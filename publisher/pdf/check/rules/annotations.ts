import { PdfDict, PdfStream } from '@libpdf/core'
import { type Annotation, annotationsOf, type CheckedPdf } from '../checked-pdf.ts'
import { readOperations } from '../content-operators.ts'
import { refNumber, type Value } from '../pdf-file.ts'
import { pathOf, type StructureElement } from '../structure-tree.ts'
import type { Report, ViolationPlace } from '../violation.ts'
import { hasFileNames } from './document.ts'

/** ISO 32000-1, table 169. */
const definedSubtypes = new Set(
  `Text Link FreeText Line Square Circle Polygon PolyLine Highlight Underline Squiggly StrikeOut Stamp
  Caret Ink Popup FileAttachment Sound Movie Widget Screen PrinterMark TrapNet Watermark 3D
  Redact`.split(/\s+/),
)
const hiddenFlag = 2

/** Checkpoint 28: annotations are tagged, described and reached in the order of the tags. */
export function annotations(pdf: CheckedPdf, report: Report): void {
  const all = annotationsOf(pdf.file)
  for (const annotation of all) {
    const place = placeOfAnnotation(pdf, annotation)
    if (annotation.subtype === 'TrapNet')
      report('matterhorn-28-007', 'There is a trap network.', 'Remove the TrapNet.', place)
    else if (annotation.subtype === 'PrinterMark') printerMark(pdf, annotation, report, place)
    else if (isSeen(annotation, pdf)) tagged(pdf, annotation, report, place)
    mediaClips(pdf, annotation, report, place)
  }
  tabOrder(pdf, new Set(all.map(({ page }) => page)), report)
}

const holderOf = ({ holders }: CheckedPdf, { object }: Annotation): StructureElement | undefined =>
  object === null ? undefined : holders.get(object)

function placeOfAnnotation(pdf: CheckedPdf, annotation: Annotation): ViolationPlace {
  const holder = holderOf(pdf, annotation)
  return {
    page: annotation.page,
    object: annotation.object,
    get structurePath() {
      return holder && pdf.tree ? pathOf(holder, pdf.tree) : ''
    },
  }
}

const isSeen = ({ dict, subtype }: Annotation, { file }: CheckedPdf): boolean =>
  subtype !== 'Popup' && ((file.number(dict, 'F') ?? 0) & hiddenFlag) === 0

function tagged(
  pdf: CheckedPdf,
  annotation: Annotation,
  report: Report,
  place: ViolationPlace,
): void {
  const { file } = pdf
  const { dict, subtype } = annotation
  const holder = holderOf(pdf, annotation)
  const alt = holder && file.text(holder.dict, 'Alt')?.trim()
  const contents = file.text(dict, 'Contents')?.trim()
  if (subtype === 'Widget') {
    if (holder?.type !== 'Form')
      report('matterhorn-28-010', 'The form field is in no Form.', 'Put it into a Form.', place)
    if (!alt && !inherited(pdf, dict, 'TU'))
      report(
        'matterhorn-28-005',
        'The form field has no description.',
        'Say in TU what is to be filled in.',
        place,
      )
  } else if (subtype === 'Link') {
    if (holder?.type !== 'Link')
      report('matterhorn-28-011', 'The link is in no Link.', 'Put it into a Link.', place)
    if (!contents)
      report(
        'matterhorn-28-012',
        'The link does not say where it leads.',
        'Say in Contents where it leads.',
        place,
      )
  } else if (!definedSubtypes.has(subtype)) {
    if (holder?.type !== 'Annot' || !(alt || contents))
      report(
        'matterhorn-28-006',
        `The annotation of the unknown kind “${subtype}” is not tagged and described.`,
        'Put it into an Annot and describe it in Contents, or remove it.',
        place,
      )
  } else {
    if (holder?.type !== 'Annot')
      report(
        'matterhorn-28-002',
        `The annotation (${subtype}) is in no Annot.`,
        'Put it directly into an Annot.',
        place,
      )
    if (!(alt || contents))
      report(
        'matterhorn-28-004',
        `The annotation (${subtype}) has no description.`,
        'Describe it in Contents.',
        place,
      )
    if (subtype === 'FileAttachment') attachment(pdf, dict, report, place)
  }
  if (holder && holder.object !== null) wayBack(pdf, dict, holder.object, report, place)
}

function wayBack(
  { file, parentTree }: CheckedPdf,
  annotation: PdfDict,
  holder: number,
  report: Report,
  place: ViolationPlace,
): void {
  const key = file.number(annotation, 'StructParent')
  if (key === undefined || refNumber(parentTree.get(key)) !== holder)
    report(
      'charrette-parent-tree',
      'The parent tree does not lead from the annotation to its structure element.',
      "Write the element into the parent tree under the annotation's StructParent.",
      place,
    )
}

/** A field's entries may stand on the fields above it (ISO 32000-1, 12.7.3.1). */
function inherited({ file }: CheckedPdf, field: PdfDict, key: string): string | undefined {
  let node: PdfDict | undefined = field
  for (let depth = 0; node && depth < 32; depth++) {
    const text = file.text(node, key)?.trim()
    if (text) return text
    node = file.dict(node, 'Parent')
  }
  return undefined
}

function attachment(pdf: CheckedPdf, dict: PdfDict, report: Report, place: ViolationPlace): void {
  const specification = pdf.file.dict(dict, 'FS')
  if (!specification || !hasFileNames(specification, pdf))
    report(
      'matterhorn-28-016',
      'The attached file has no name in F and UF.',
      "Write both F and UF into the file's specification.",
      place,
    )
}

function printerMark(
  pdf: CheckedPdf,
  annotation: Annotation,
  report: Report,
  place: ViolationPlace,
): void {
  const { file } = pdf
  if (holderOf(pdf, annotation) || annotation.dict.has('StructParent'))
    report(
      'matterhorn-28-017',
      "A printer's mark is in the structure tree.",
      'Take it out of the structure tree.',
      place,
    )
  const appearance = file.stream(file.dict(annotation.dict, 'AP'), 'N')
  const bytes = appearance && file.decoded(appearance)
  if (bytes && !isArtifact(Buffer.from(bytes).toString('latin1')))
    report(
      'matterhorn-28-018',
      "A printer's mark is drawn as content.",
      'Mark its appearance as an artifact.',
      place,
    )
}

/** Whether everything is drawn within artifacts. */
function isArtifact(content: string): boolean {
  const marks: boolean[] = []
  for (const { operator, operands } of readOperations(content)) {
    const [tag] = operands
    if (operator === 'BDC' || operator === 'BMC')
      marks.push(tag?.kind === 'name' && tag.value === 'Artifact')
    else if (operator === 'EMC') marks.pop()
    else if (
      /^(?:[fF]\*?|[bB]\*?|[sS]|sh|Do|BI|Tj|TJ|'|")$/.test(operator) &&
      !marks.includes(true)
    )
      return false
  }
  return true
}

/** ISO 32000-1, 13.2.4.2: clips within the renditions that an annotation's actions play. */
function mediaClips(
  { file }: CheckedPdf,
  { dict }: Annotation,
  report: Report,
  place: ViolationPlace,
): void {
  const additional = file.dict(dict, 'AA')
  const actions: Value[] = [file.at(dict, 'A')]
  for (const [, action] of additional ?? []) actions.push(file.resolve(action))
  for (const action of actions) {
    if (!(action instanceof PdfDict) || file.name(action, 'S') !== 'Rendition') continue
    const clip = file.dict(file.dict(action, 'R'), 'C')
    if (!clip || clip instanceof PdfStream || file.name(clip, 'S') !== 'MCD') continue
    if (!file.text(clip, 'CT'))
      report('matterhorn-28-014', 'The media clip has no CT.', 'Say its kind in CT.', place)
    if (!clip.has('Alt'))
      report('matterhorn-28-015', 'The media clip has no Alt.', 'Describe it in Alt.', place)
  }
}

function tabOrder({ file }: CheckedPdf, pages: ReadonlySet<number>, report: Report): void {
  for (const { dict, number: page } of file.pages) {
    if (!pages.has(page)) continue
    const tabs = file.name(dict, 'Tabs')
    if (tabs === undefined)
      report('matterhorn-28-008', 'The page has annotations and no tab order.', 'Set Tabs to S.', {
        page,
      })
    else if (tabs !== 'S')
      report(
        'matterhorn-28-009',
        `The tab order is ${tabs}, not that of the tags.`,
        'Set Tabs to S.',
        { page },
      )
  }
}
