import { blocksFromFlow } from './blocks-from-flow.ts'
import type { TextItem } from './flow-from-word.ts'
import type { Box, Role } from './paragraph-role.ts'
import { type Piece, type Reading, wordsOf } from './reading.ts'

/** The paragraphs of one box of our own Word editions as the guide's object. */
export function boxFromItems(items: readonly TextItem[], box: Box, reading: Reading): Piece[] {
  if (box === 'cityExample') return [cityExample(items, reading)]
  const title = titleOf(items)
  const content = blocksFromFlow(asText(items.filter(isContent)), reading)
  const blocks = content.length > 0 ? content : [{ type: 'paragraph' }]
  if (box === 'keyTakeaways') return [{ type: 'keyTakeaways', content: blocks }]
  // "Warning Mind the cost": the kind stands before the title.
  const name = title.slice(title.search(/\s|$/)).trim()
  return [{ type: 'callout', attrs: { kind: box, title: name }, content: blocks }]
}

const partOf = ({ role }: TextItem): string => (role.kind === 'box' ? role.part : '')
const isContent = (item: TextItem): boolean => partOf(item) === 'text' || partOf(item) === 'list'
const titleOf = (items: readonly TextItem[]): string =>
  items
    .filter((item) => partOf(item) === 'title')
    .map(({ pieces }) => wordsOf(pieces))
    .join(' ')

/** The same paragraphs as they would stand outside of the box. */
function asText(items: readonly TextItem[]): TextItem[] {
  return items.map((item) => {
    const role: Role =
      partOf(item) === 'list' && !item.list ? { kind: 'continued' } : { kind: 'paragraph' }
    return { ...item, role }
  })
}

function cityExample(items: readonly TextItem[], reading: Reading): Piece {
  const [, city = '', state = ''] = /^(.*?)(?:,\s*([^,]*))?$/.exec(titleOf(items).trim()) ?? []
  const facts: Record<string, unknown> = {}
  for (const item of items.filter((one) => partOf(one) === 'fact')) {
    const fact = factOf(item)
    if (fact) facts[fact.name] = fact.value
    else reading.lost('word-field', wordsOf(item.pieces))
  }
  const second = items.findLastIndex((item) => partOf(item) === 'part')
  const part = (from: number, to: number): Piece[] => {
    const blocks = blocksFromFlow(asText(items.slice(from, to).filter(isContent)), reading)
    return blocks.length > 0 ? blocks : [{ type: 'paragraph' }]
  }
  return {
    type: 'cityExample',
    attrs: { city: city.trim(), state: state.trim(), ...facts },
    content: [
      { type: 'exampleAction', content: part(0, second < 0 ? items.length : second) },
      { type: 'exampleOutcome', content: part(second < 0 ? items.length : second, items.length) },
    ],
  }
}

const factNames: Record<string, string> = {
  population: 'population',
  población: 'population',
  since: 'year',
  desde: 'year',
  contact: 'contact',
  contacto: 'contact',
}

function factOf({ pieces }: TextItem): { name: string; value: unknown } | null {
  const isLabel = ({ marks = [] }: Piece): boolean =>
    marks.some(({ type }) => type === 'word-label')
  const name = factNames[wordsOf(pieces.filter(isLabel)).trim().toLowerCase()]
  const value = wordsOf(pieces.filter((piece) => !isLabel(piece))).trim()
  if (!name || !value) return null
  if (name === 'contact') return { name, value }
  const number = Number(value.replace(/[.,\s\u00a0\u202f](?=\d{3}\b)/g, ''))
  return Number.isFinite(number) ? { name, value: number } : null
}
