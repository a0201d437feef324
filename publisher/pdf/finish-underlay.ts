import { PDFArray, PDFDict, PDFRawStream, PDFRef } from 'pdf-lib'
import { nameClusters } from './finish/name-clusters.ts'
import { nameResourcesOfForms } from './finish/name-resources.ts'
import { numberObjects } from './finish/number-objects.ts'
import { openPrint } from './finish/open-print.ts'
import { contentOf } from './finish/page-content.ts'
import { settleUnicodeMaps } from './finish/settle-text.ts'
import { fontsByNumber, type SubsetFont, setFontsAside } from './fonts/subset-font.ts'
import { type PackedObjects, packObjects } from './packed-objects.ts'
import { name } from './pdf-name.ts'

/** The sheets beneath the text, as forms, by numbers of their own. */
export interface FinishedUnderlay {
  objects: PackedObjects
  sheets: number[]
  /** Fonts that are bound with those of other parts, by what stands for them. */
  fonts: [standIn: number, font: SubsetFont][]
}

/**
 * Makes the underlay's pages into forms, their content compressed as it is: what pdf-lib's own
 * embedding would unpack and pack again.
 *
 * @param characters all characters of the sheets.
 */
export async function finishUnderlay(
  underlay: Uint8Array,
  characters: ReadonlySet<string>,
): Promise<FinishedUnderlay> {
  const document = await openPrint(underlay)
  const { context } = document
  const sheets = document.getPages().map(({ node }, index): PDFRef => {
    const content = context.lookup(node.get(name('Contents')))
    if (!(content instanceof PDFRawStream))
      throw new Error(`The underlay’s page ${index + 1} is not one stream`)
    const form = content.dict.clone(context)
    form.set(name('Type'), name('XObject'))
    form.set(name('Subtype'), name('Form'))
    form.set(name('BBox'), context.obj(node.MediaBox().asArray()))
    form.set(name('Resources'), node.lookup(name('Resources'), PDFDict))
    return context.register(PDFRawStream.of(form, content.contents))
  })
  nameResourcesOfForms(context)
  nameClusters(context, () =>
    document.getPages().map(({ node }) => ({
      content: contentOf(node, context),
      resources: node.lookup(name('Resources'), PDFDict),
    })),
  )
  settleUnicodeMaps(context, characters)
  context.trailerInfo.Root = context.register(context.obj({ sheets }))
  delete context.trailerInfo.Info
  const aside = setFontsAside(context)
  numberObjects(context)
  const fonts = fontsByNumber(context, aside)
  const { Root } = context.trailerInfo
  if (!(Root instanceof PDFRef)) throw new Error('The underlay has lost its list of sheets')
  return {
    objects: packObjects(context, new Set([Root, ...fonts.map(([standIn]) => PDFRef.of(standIn))])),
    fonts,
    sheets: context
      .lookup(Root, PDFDict)
      .lookup(name('sheets'), PDFArray)
      .asArray()
      .flatMap((object) => (object instanceof PDFRef ? [object.objectNumber] : [])),
  }
}
