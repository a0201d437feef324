import { PdfDict } from '@libpdf/core'
import type { CheckedPdf } from '../checked-pdf.ts'
import type { Report } from '../violation.ts'

/** Checkpoints 07, 20, 21, 25, 26 and 01-007: entries of the catalogue and the trailer. */
export function document({ file, tree }: CheckedPdf, report: Report): void {
  const { catalog } = file
  if (file.isDamaged)
    report(
      'charrette-file-sound',
      'The cross-reference table does not lead to the objects.',
      'Write the file anew.',
    )
  const marks = file.dict(catalog, 'MarkInfo')
  if (!file.isTrue(marks, 'Marked'))
    report(
      'charrette-marked',
      'The document does not say that it is tagged.',
      'Set Marked to true in the MarkInfo dictionary (PDF/UA-1, 7.1).',
    )
  if (!tree || tree.elements.length === 0)
    report(
      'charrette-structure-tree',
      'The document has no structure tree.',
      'Print it with tags (PDF/UA-1, 7.1).',
    )
  if (file.isTrue(marks, 'Suspects'))
    report(
      'matterhorn-01-007',
      'The document says that its tags are suspect.',
      'Look the tags over and remove Suspects.',
    )
  const preferences = file.dict(catalog, 'ViewerPreferences')
  if (!preferences?.has('DisplayDocTitle'))
    report(
      'matterhorn-07-001',
      'The document does not say that windows show its title.',
      'Set DisplayDocTitle to true in ViewerPreferences.',
    )
  else if (!file.isTrue(preferences, 'DisplayDocTitle'))
    report(
      'matterhorn-07-002',
      "Windows show the file's name instead of the title.",
      'Set DisplayDocTitle to true in ViewerPreferences.',
    )
  optionalContent(file.dict(catalog, 'OCProperties'), { file }, report)
  embeddedFiles({ file }, report)
  dynamicForms({ file }, report)
  encryption({ file }, report)
}

type File = Pick<CheckedPdf, 'file'>

function optionalContent(properties: PdfDict | undefined, { file }: File, report: Report): void {
  if (!properties) return
  const standard = file.dict(properties, 'D')
  const listed = file.array(properties, 'Configs').filter((one) => one instanceof PdfDict)
  const hasName = (one: PdfDict) => (file.text(one, 'Name') ?? '') !== ''
  const mend = 'Give the configuration a name.'
  if (listed.some((one) => !hasName(one)))
    report('matterhorn-20-001', 'A configuration of layers has no name.', mend)
  if (standard && listed.length > 0 && !hasName(standard))
    report('matterhorn-20-002', 'The default configuration of layers has no name.', mend)
  if ([...listed, ...(standard ? [standard] : [])].some((one) => one.has('AS')))
    report(
      'matterhorn-20-003',
      'Layers are switched by an AS entry.',
      'Remove AS from the configuration of layers.',
    )
}

function embeddedFiles({ file }: File, report: Report): void {
  const seen = new Set<PdfDict>()
  const visit = (node: PdfDict | undefined): void => {
    if (!node || seen.has(node)) return
    seen.add(node)
    for (const kid of file.array(node, 'Kids')) if (kid instanceof PdfDict) visit(kid)
    for (const specification of file.array(node, 'Names'))
      if (specification instanceof PdfDict && !hasFileNames(specification, { file }))
        report(
          'matterhorn-21-001',
          'An embedded file has no file name in F and UF.',
          "Write both F and UF into the file's specification.",
        )
  }
  visit(file.dict(file.dict(file.catalog, 'Names'), 'EmbeddedFiles'))
}

/** PDF/UA-1, 7.11. */
export const hasFileNames = (specification: PdfDict, { file }: File): boolean =>
  !specification.has('EF') || ['F', 'UF'].every((key) => file.text(specification, key))

function dynamicForms({ file }: File, report: Report): void {
  const parts = file.members(file.dict(file.catalog, 'AcroForm')?.get('XFA'))
  const text = parts
    .map((part) => (part?.type === 'stream' && 'data' in part ? file.decoded(part) : undefined))
    .map((bytes) => (bytes ? new TextDecoder().decode(bytes) : ''))
    .join('')
  if (/<(?:\w+:)?dynamicRender\s*>\s*required\s*</.test(text))
    report(
      'matterhorn-25-001',
      'The document is a dynamic XFA form.',
      'Remove the XFA form, or make it static.',
    )
  else if (parts.length > 0)
    report('charrette-no-xfa', 'The document holds an XFA form.', 'Remove it.')
}

function encryption({ file }: File, report: Report): void {
  const encrypt = file.dict(file.trailer, 'Encrypt')
  if (!encrypt) return
  const permissions = file.number(encrypt, 'P')
  if (permissions === undefined)
    report(
      'matterhorn-26-001',
      'The document is encrypted and does not say what is permitted.',
      'Write it without encryption.',
    )
  else if ((permissions & 0x200) === 0)
    report(
      'matterhorn-26-002',
      'The encryption does not permit assistive technology to read the text.',
      'Set the tenth bit of P, or write the document without encryption.',
    )
}
