import { expect, test } from 'vitest'
import { readOperations } from './content-operators.ts'

const read = (content: string) => [...readOperations(content)]
const operators = (content: string) => read(content).map(({ operator }) => operator)

test('operators with their operands', () => {
  expect(read('1 0 0 1 7.5 -.5 cm /F1 9 Tf')).toEqual([
    {
      operator: 'cm',
      operands: [1, 0, 0, 1, 7.5, -0.5].map((value) => ({ kind: 'number', value })),
    },
    {
      operator: 'Tf',
      operands: [
        { kind: 'name', value: 'F1' },
        { kind: 'number', value: 9 },
      ],
    },
  ])
})

test('strings keep their bytes: escapes, nesting, octal, hexadecimal', () => {
  const [operation] = read('[(a\\)(b)\\101\\n) -20 <004142> (c\\\nd)] TJ')
  expect(operation?.operands).toEqual([
    {
      kind: 'array',
      items: [
        { kind: 'string', value: 'a)(b)A\n' },
        { kind: 'number', value: -20 },
        { kind: 'string', value: '\0AB' },
        { kind: 'string', value: 'cd' },
      ],
    },
  ])
})

test('operators within strings, comments and dictionaries are none', () => {
  expect(
    operators('/Span <</Lang (f S) /MCID 3 /A <</B [1 2]>>>> BDC % Do\n(ET S) Tj EMC'),
  ).toEqual(['BDC', 'Tj', 'EMC'])
})

test('an inline image is one operation', () => {
  expect(operators('q BI /W 2 /H 1 /CS /G /BPC 8 ID \x01 S f EI Q')).toEqual(['q', 'BI', 'Q'])
})

test.each(['(', '<<', '[', '<<1 2', '/', '<4', 'BI', ']] >> )'])('%j ends', (content) => {
  expect(() => operators(content)).not.toThrow()
})
