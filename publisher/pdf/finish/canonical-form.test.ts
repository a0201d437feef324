import { inflateSync } from 'node:zlib'
import {
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFName,
  PDFNull,
  PDFNumber,
  type PDFObject,
  PDFRawStream,
  PDFString,
} from 'pdf-lib'
import { expect, test } from 'vitest'
import { type PackedObjects, packObjects } from '../packed-objects.ts'
import { joinLinks } from './join-links.ts'
import { nameResources, nameResourcesOfForms } from './name-resources.ts'
import { numberObjects } from './number-objects.ts'
import { numberParents, readParentTree } from './parent-tree.ts'

const name = PDFName.of
type Rect = [number, number, number, number]

/**
 * A page of links as Chromium writes them, each with one annotation or several, in a document whose
 * objects have other numbers the more of them were made before.
 */
async function pageOf(links: Rect[][], madeBefore = 0) {
  const document = await PDFDocument.create({ updateMetadata: false })
  const { context, catalog } = document
  for (let made = 0; made < madeBefore; made++) context.register(context.obj({ Made: made }))
  const page = document.addPage([612, 792]).node
  const root = context.obj({ Type: 'StructTreeRoot', K: [] })
  const nums: unknown[] = []
  const annotations: unknown[] = []
  const elements = links.map((pieces) => {
    const element = context.obj({ Type: 'StructElem', S: 'Link' })
    const reference = context.register(element)
    const kids = pieces.map((rect) => {
      const annotation = context.register(
        context.obj({ Subtype: 'Link', Rect: rect, StructParent: nums.length / 2 + 1 }),
      )
      nums.push(nums.length / 2 + 1, reference)
      annotations.push(annotation)
      return context.obj({ Type: 'OBJR', Obj: annotation })
    })
    element.set(name('K'), context.obj([0, ...kids]))
    return reference
  })
  page.set(name('Annots'), context.obj(annotations as PDFNumber[]))
  page.set(name('StructParents'), PDFNumber.of(0))
  root.set(name('K'), context.obj(elements))
  root.set(
    name('ParentTree'),
    context.register(context.obj({ Nums: [0, elements, ...nums] as PDFNumber[] })),
  )
  catalog.set(name('StructTreeRoot'), context.register(root))
  const settle = (): PDFObject[] => {
    const parents = readParentTree(context, root)
    joinLinks(document, parents)
    const numbered = numberParents(document, parents)
    root.set(name('Parents'), context.obj(numbered))
    root.delete(name('ParentTree'))
    const entries = numbered.map((ref) => context.lookup(ref) ?? PDFNull)
    numberObjects(context)
    return entries
  }
  const packed = (): PackedObjects => {
    settle()
    return packObjects(context, new Set())
  }
  return { document, page, settle, packed }
}

test('the pieces of a link on one line become one, and its other line stays', async () => {
  const { document, page, settle } = await pageOf([
    [
      [315, 591, 411, 605],
      [72, 576, 348, 590],
      [348, 576, 372, 590],
    ],
    [[380, 576, 400, 590]],
  ])
  const parents = settle()
  const annotations = page.lookup(name('Annots'), PDFArray)
  const rects = annotations.asArray().map((ref) => {
    const { x, y, width, height } = document.context
      .lookup(ref, PDFDict)
      .lookup(name('Rect'), PDFArray)
      .asRectangle()
    return [x, y, x + width, y + height]
  })
  expect(rects).toEqual([
    [315, 591, 411, 605],
    [72, 576, 372, 590],
    [380, 576, 400, 590],
  ])
  expect(parents).toHaveLength(4)
  const [, first] = parents
  expect(first instanceof PDFDict && first.lookup(name('K'), PDFArray).size()).toBe(3)
})

test('however Chromium cut its links and numbered its objects, what is written is the same', async () => {
  const whole = await pageOf([[[72, 576, 372, 590]], [[72, 500, 90, 514]]])
  const cut = await pageOf(
    [
      [
        [72, 576, 348, 590],
        [348, 576, 372, 590],
      ],
      [[72, 500, 90, 514]],
    ],
    40,
  )
  expect(whole.packed()).toEqual(cut.packed())
})

test('what nothing refers to is left out, and what is referred to twice is there once', async () => {
  const { context, catalog } = await PDFDocument.create({ updateMetadata: false })
  context.register(context.obj({ Lost: true }))
  const shared = context.register(PDFString.of('shared'))
  catalog.set(name('One'), context.register(context.obj({ Is: shared })))
  catalog.set(name('Two'), shared)
  numberObjects(context)
  const written = context.enumerateIndirectObjects().map(([, object]) => String(object))
  expect(written.filter((object) => object.includes('Lost'))).toEqual([])
  expect(written.filter((object) => object === '(shared)')).toHaveLength(1)
})

test('resources are named by their order, in the content too', async () => {
  const { context } = await PDFDocument.create({ updateMetadata: false })
  const named = (first: number): string => {
    const resources = context.obj({
      Font: { [`F${first}`]: 'A', [`F${first + 9}`]: 'B' },
      XObject: { [`X${first + 3}`]: 'C' },
    })
    const content = nameResources(resources)(
      `/F${first + 9} 9 Tf <01> Tj /F${first} 9 Tf\n/X${first + 3} Do`,
    )
    return `${resources} ${content}`
  }
  expect(named(4)).toBe(named(376))
  expect(named(4)).toContain('/F_2 9 Tf <01> Tj /F_1 9 Tf\n/X_1 Do')
})

test('a form draws by the names that it was given', async () => {
  const { context } = await PDFDocument.create({ updateMetadata: false })
  const contentOf = (compressed: boolean): string => {
    const resources = { Resources: { ExtGState: { G23: {} } } }
    const ref = context.register(
      compressed ? context.flateStream('/G23 gs', resources) : context.stream('/G23 gs', resources),
    )
    nameResourcesOfForms(context)
    const stream = context.lookup(ref)
    if (!(stream instanceof PDFRawStream)) throw new Error('No stream is left')
    context.delete(ref)
    return `${stream.dict.get(name('Resources'))} ${
      compressed ? inflateSync(stream.contents) : Buffer.from(stream.contents)
    }`
  }
  expect(contentOf(false)).toMatch(/\/G_1[\s\S]* \/G_1 gs$/)
  expect(contentOf(true)).toBe(contentOf(false))
})
