import { expect, test } from 'vitest'
import { type Box, demoteSequences, markContent } from './mark-content.ts'

const unit = (): Box => [0, 0, 1, 1]
const marked = (content: string): string => markContent(content, unit).content

test('what is marked stays as it is', () => {
  const content = '/P <</MCID 0>> BDC\nBT\n/F1 9 Tf\n<01> Tj\nET\nEMC\n'
  expect(marked(content)).toBe(content)
})

test('a ground is an artifact from its path on, and a clip is not', () => {
  expect(marked('0 0 9 9 re\nW n\n1 g\n0 0 5 5 re\nf\n')).toBe(
    '0 0 9 9 re\nW n\n1 g\n/Artifact <</Type /Layout>> BDC\n0 0 5 5 re\nf\nEMC\n',
  )
})

test('unmarked text and pictures are artifacts', () => {
  expect(marked('BT\n<01> Tj\nET\nq\n/X4 Do\nQ')).toBe(
    '/Artifact <</Type /Layout>> BDC\nBT\n<01> Tj\nET\nEMC\nq\n/Artifact <</Type /Layout>> BDC\n/X4 Do\nEMC\nQ',
  )
})

test('strings and dictionaries hold no operators', () => {
  const content = '/Span <</Lang (f S) /MCID 0>> BDC\nBT [(a\\) Do) -20 (S)] TJ ET\nEMC'
  expect(marked(content)).toBe(content)
})

test('nor do strings within strings and dictionaries within dictionaries, and values are none', () => {
  const content =
    '/Span <</A <</B (f) /C <DEAD>>> /D [true null] /MCID 0>> BDC\nBT (a (S) \\( f) Tj ET\nEMC'
  expect(marked(content)).toBe(content)
  expect(marked('[true] (S) <0B> 0 0 5 5 re\nf')).toBe(
    '/Artifact <</Type /Layout>> BDC\n[true] (S) <0B> 0 0 5 5 re\nf\nEMC',
  )
})

test('text that is placed letter by letter is one piece', () => {
  expect(marked('BT <01> Tj\n6 0 Td <02> Tj\n6 0 Td <03> Tj\nET')).toBe(
    '/Artifact <</Type /Layout>> BDC\nBT <01> Tj\n6 0 Td <02> Tj\n6 0 Td <03> Tj\nET\nEMC',
  )
  const { shapes } = markContent(
    '/P <</MCID 1>> BDC BT <01> Tj ET EMC /P <</MCID 2>> BDC BT <02> Tj <03> Tj ET EMC',
    unit,
  )
  expect(shapes.size).toBe(0)
})

test('a figure is measured through its matrices and clips', () => {
  const { boxes } = markContent(
    '/Figure <</MCID 7>> BDC\nq\n2 0 0 2 10 10 cm\n0 0 50 10 re\nW n\nq 100 0 0 20 0 0 cm /Im Do Q\nQ\nEMC',
    unit,
  )
  expect(boxes.get(7)).toEqual([10, 10, 110, 30])
})

test('a sequence without an end is refused', () => {
  expect(() => marked('/P <</MCID 0>> BDC\n0 0 5 5 re f')).toThrow(/do not end/)
})

test('tagged sequences that only paint shapes are told, and become artifacts where asked', () => {
  const rule = '/LI <</MCID 1 >>BDC\n0 0 464 1 re\nf\nEMC\n'
  const text = '/P <</MCID 2 >>BDC\n0 0 9 1 re f BT <0004> Tj ET\nEMC\n'
  const picture = '/Figure <</MCID 3 >>BDC\n/X1 Do\nEMC\n'
  const page = markContent(
    `0 0 5 5 re f\n${rule}${text}${picture}${rule.replace('MCID 1', 'MCID 4')}`,
    unit,
  )
  expect([...page.shapes.keys()]).toEqual([1, 4])
  const begins = [...page.shapes.values()]
  const demoted = demoteSequences(page.content, begins)
  expect(demoted).not.toMatch(/MCID [14]/)
  expect(demoted).toMatch(/MCID 2 .*\n.*\nEMC\n\/Figure <<\/MCID 3/)
  expect(demoted.match(/\/Artifact/g)).toHaveLength(3)
  expect(demoted.match(/BDC/g)).toHaveLength(demoted.match(/EMC/g)?.length ?? 0)
})

test('text alone is where it is clipped, and nowhere without a clip', () => {
  const text = (mcid: number) => `/Figure <</MCID ${mcid} >>BDC\nBT <0004> Tj ET\nEMC\n`
  const { boxes } = markContent(`${text(1)}q 10 20 30 40 re W n ${text(2)}Q`, unit)
  expect([...boxes]).toEqual([[2, [10, 20, 40, 60]]])
})
