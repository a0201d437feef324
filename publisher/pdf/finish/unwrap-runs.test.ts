import {
  PDFArray,
  type PDFContext,
  PDFDict,
  PDFDocument,
  type PDFObject,
  type PDFRef,
  PDFString,
} from 'pdf-lib'
import { expect, test } from 'vitest'
import { name } from '../pdf-name.ts'
import { unwrapRuns } from './unwrap-runs.ts'

type Kid = number | PDFRef

/** A document of two pages whose parent tree says `wrapper` of each of their sequences. */
async function twoPages() {
  const { context } = await PDFDocument.create({ updateMetadata: false })
  const parents = new Map<number, PDFObject>()
  const pages = [0, 1].map((key) => {
    parents.set(key, context.obj(['wrapper', 'wrapper', 'wrapper']))
    return context.register(context.obj({ Type: 'Page', StructParents: key }))
  })
  const element = (type: string, kids: Kid[], entries = {}): PDFRef =>
    context.register(context.obj({ Type: 'StructElem', S: type, K: kids, ...entries }))
  const run = (page: number, mcids: number[], entries = {}): PDFRef =>
    element('NonStruct', mcids, { Pg: pages[page], ...entries })
  const parentsOf = (page: number): string => String(context.lookup(parents.get(page), PDFArray))
  const unwrap = (top: PDFRef): void =>
    unwrapRuns(context, context.lookup(element('Document', [top]), PDFDict), parents)
  return { context, pages, element, run, parentsOf, unwrap }
}

const entry = (context: PDFContext, element: PDFRef, key: string): string =>
  String(context.lookup(element, PDFDict).get(name(key))).replace(/\s+/g, ' ')

test('a paragraph holds its runs itself, and the parent tree leads to it', async () => {
  const { context, pages, element, run, parentsOf, unwrap } = await twoPages()
  const paragraph = element('P', [run(0, [0]), run(0, [2])])
  unwrap(paragraph)
  expect(entry(context, paragraph, 'K')).toBe('[ 0 2 ]')
  expect(entry(context, paragraph, 'Pg')).toBe(String(pages[0]))
  expect(parentsOf(0)).toBe(`[ ${paragraph} /wrapper ${paragraph} ]`)
})

test('a run on the next page says so', async () => {
  const { context, pages, element, run, parentsOf, unwrap } = await twoPages()
  const paragraph = element('P', [run(0, [1]), run(1, [0])])
  unwrap(paragraph)
  expect(entry(context, paragraph, 'K')).toBe(`[ 1 << /Type /MCR /Pg ${pages[1]} /MCID 0 >> ]`)
  expect(parentsOf(1)).toBe(`[ ${paragraph} /wrapper /wrapper ]`)
})

test('links within are reached, and what is drawn no more is gone', async () => {
  const { context, element, run, unwrap } = await twoPages()
  const link = element('Link', [run(0, [1])])
  const paragraph = element('P', [run(0, [0]), link, run(0, [])])
  unwrap(paragraph)
  expect(entry(context, paragraph, 'K')).toBe(`[ 0 ${link} ]`)
  expect(entry(context, link, 'K')).toBe('[ 1 ]')
})

test('what says more than that it wraps stays, and so does what wraps in a list or row', async () => {
  const { context, element, run, parentsOf, unwrap } = await twoPages()
  const spanish = run(0, [0], { Lang: PDFString.of('es') })
  const inRow = run(0, [1])
  const paragraph = element('P', [spanish])
  const row = element('TR', [inRow, paragraph])
  unwrap(row)
  expect(entry(context, paragraph, 'K')).toBe(`[ ${spanish} ]`)
  expect(entry(context, row, 'K')).toBe(`[ ${inRow} ${paragraph} ]`)
  expect(parentsOf(0)).toBe('[ /wrapper /wrapper /wrapper ]')
})
