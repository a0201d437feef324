import { expect, test } from 'vitest'
import { schema } from './schema.ts'

test('the smallest chapter is one empty paragraph', () => {
  expect(schema.topNodeType.createAndFill()?.toJSON()).toEqual({
    type: 'doc',
    content: [{ type: 'paragraph' }],
  })
})

test('a city example always has its two parts', () => {
  const example = schema.nodes.cityExample?.createAndFill()
  expect(example?.childCount).toBe(2)
  example?.check()
})

test('a link that runs a script is refused', () => {
  expect(() => schema.marks.link?.create({ href: 'javascript:alert(1)' })).toThrow(
    /A link begins with/,
  )
})
