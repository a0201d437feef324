import type { Element } from '@xmldom/xmldom'
import { attributeOf, childOf, elementsOf, readXml } from './mark-changes.ts'
import type { Numbering } from './reading.ts'

/** Where lists begin to count, as the file's numbering definitions say. */
export function readNumbering(bytes: Uint8Array | undefined): Numbering {
  const root = bytes ? readXml(bytes).documentElement : null
  const all = root ? elementsOf(root) : []
  const named = (name: string): Element[] => all.filter(({ localName }) => localName === name)
  const abstracts = new Map(
    named('abstractNum').map((element) => [attributeOf(element, 'abstractNumId'), element]),
  )
  const numbers = new Map(named('num').map((element) => [attributeOf(element, 'numId'), element]))
  const levelIn = (parent: Element, name: string, level: number): Element | undefined =>
    elementsOf(parent).find(
      (child) => child.localName === name && attributeOf(child, 'ilvl') === String(level),
    )
  return {
    counted: new Map(),
    startOf: (numId, level) => {
      const number = numbers.get(numId)
      if (!number) return 1
      const override = levelIn(number, 'lvlOverride', level)
      const abstract = abstracts.get(attributeOf(childOf(number, 'abstractNumId') ?? number, 'val'))
      const definition = abstract ? levelIn(abstract, 'lvl', level) : undefined
      const start =
        (override && childOf(override, 'startOverride')) ??
        (definition && childOf(definition, 'start'))
      const value = start ? Number(attributeOf(start, 'val')) : 1
      return Number.isInteger(value) && value >= 0 && value < 1_000_000 ? value : 1
    },
  }
}
