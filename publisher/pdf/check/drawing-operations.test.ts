import { expect, test } from 'vitest'
import { type Operand, type Operation, readOperations } from './content-operators.ts'
import { readDrawing } from './drawing-operations.ts'

const read = (content: string): Operation[] => readDrawing(Buffer.from(content, 'latin1'))
const text = (...strings: string[]): Operation => ({
  operator: 'Tj',
  operands: strings.map((value) => ({ kind: 'string', value })),
})

test('letters that are placed one by one are one text, and what moves them is passed over', () => {
  expect(
    read(
      'BT /F_1 9 Tf 1 0 0 -1 0 9 Tm <0041> Tj\n6.2 0 Td <0042> Tj -1 Tw [(ab) 20 (c\\)d)] TJ ET',
    ),
  ).toEqual([
    {
      operator: 'Tf',
      operands: [
        { kind: 'name', value: 'F_1' },
        { kind: 'number', value: 9 },
      ],
    },
    text('\0A\0Babc)d'),
  ])
})

test('text ends where marks, fonts and states begin and end', () => {
  expect(
    read('(a) Tj /P <</MCID 3/ActualText (no text)>> BDC (b) Tj EMC (c) Tj q (d) Tj Q').map(
      ({ operator, operands: [first] }) =>
        first?.kind === 'string' ? `${operator} ${first.value}` : operator,
    ),
  ).toEqual(['Tj a', 'BDC', 'Tj b', 'EMC', 'Tj c', 'q', 'Tj d', 'Q'])
})

test('a string of an odd number of bytes is by itself: its last code may have half of its bytes', () => {
  expect(read('<0041> Tj <00> Tj <0042> Tj <004> Tj')).toEqual([text('\0A\0', '\0B\0@')])
})

test('strings that nothing shows are no text', () => {
  expect(read('(a) x (b) (c) " (d)')).toEqual([text('b', 'c')])
  expect(read('[<</A (b)>> (c)] TJ () Tj <> Tj (d)')).toEqual([text('c')])
})

/** What `readOperations` says, put as `readDrawing` puts it. */
function slowly(content: string): Operation[] {
  const told = 'f F f* B B* b b* S s sh BI EMC q Q | BDC BMC Tf Tr Do gs'
    .split(' | ')
    .map((l) => l.split(' '))
  const [withoutOperands = [], withOperands = []] = told
  const drawing: Operation[] = []
  let strings: string[] = []
  const collect = (operands: readonly Operand[]): void => {
    for (const operand of operands)
      if (operand.kind === 'array') collect(operand.items)
      else if (operand.kind === 'string' && operand.value) {
        const last = strings.at(-1)
        if (last !== undefined && last.length % 2 === 0) strings.pop()
        strings.push(
          last !== undefined && last.length % 2 === 0 ? last + operand.value : operand.value,
        )
      }
  }
  const flush = (): void => {
    if (strings.length > 0) drawing.push(text(...strings))
    strings = []
  }
  for (const { operator, operands } of readOperations(content))
    if (['Tj', 'TJ', "'", '"'].includes(operator)) collect(operands)
    else if (withOperands.includes(operator) || withoutOperands.includes(operator)) {
      flush()
      drawing.push({ operator, operands: withOperands.includes(operator) ? operands : [] })
    }
  flush()
  return drawing
}

test('nothing is read in another way than operation by operation', () => {
  const pieces =
    'Tj|TJ|\'|"|q|Q|BT|ET|/F1 9 Tf|/G gs|BDC|BMC|EMC|Do|/X|<0041>|<004>|<>|(a)|(|ab)|\\|\\101|\\7|\\\r\n|\\n|[|]|<<|>>|<|>|%|\n|\r|1|-.5|+|true|null|f*|f|sh|BI|ID|EI| ID x EI |/MCID 3|/Lang (f S)|{|}|Tr|/#41b|\0|trueish|re|Td|é'.split(
      '|',
    )
  let seed = 1
  const below = (limit: number): number => {
    seed = (seed * 1103515245 + 12345) % 2 ** 31
    return Math.floor((seed / 2 ** 31) * limit)
  }
  for (let round = 0; round < 20_000; round++) {
    const content = Array.from(
      { length: 1 + below(30) },
      () => pieces[below(pieces.length)] + (below(3) > 0 ? ' ' : ''),
    ).join('')
    expect(read(content), JSON.stringify(content)).toEqual(slowly(content))
  }
})
