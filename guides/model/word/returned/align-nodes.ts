import { diffArrays } from 'diff'
import type { Node } from 'prosemirror-model'
import { similarity } from '../../comparison/compare-words.ts'

/** Which node of two lists stands for which, by their places; null where none does. */
export type Pair = { a: number; b: number | null } | { a: null; b: number }

/** Nodes less alike than this are not the same one. */
const ALIKE = 0.4
/** Of another type, a node is the same one where its words are nearly the same. */
const ALIKE_OF_ANOTHER_TYPE = 0.8

/** What a node says, without what programs set differently. */
export const saidBy = (node: Node): string => node.textContent.replace(/\s+/gu, '')

/** The words of a node, those of its blocks apart. */
export const wordsIn = (node: Node): string =>
  node.isText ? (node.text ?? '') : node.textBetween(0, node.content.size, ' ', ' ')

/**
 * Pairs the nodes of two lists in order: those that say the same anchor, and between two anchors those
 * that are most alike. Where as many of the same types stand there, each is paired with its like.
 */
export function alignNodes(as: readonly Node[], bs: readonly Node[]): Pair[] {
  const pairs: Pair[] = []
  const gap: { a: number[]; b: number[] } = { a: [], b: [] }
  const settle = (): void => {
    pairs.push(...pairGap(as, bs, gap.a.splice(0), gap.b.splice(0)))
  }
  let [a, b] = [0, 0]
  for (const { value, added, removed } of diffArrays(as.map(keyOf), bs.map(keyOf))) {
    if (removed) for (const _ of value) gap.a.push(a++)
    else if (added) for (const _ of value) gap.b.push(b++)
    else {
      settle()
      for (const _ of value) pairs.push({ a: a++, b: b++ })
    }
  }
  settle()
  return pairs
}

/** A cell’s number, a word of a heading: too short to be like anything. */
const isShort = (a: Node, b: Node): boolean =>
  a.textContent.length < SHORT && b.textContent.length < SHORT
const SHORT = 40

/** Which cells are heads is said by Word's look of a table, and not always as we do. */
export const isCell = ({ type }: Node): boolean => /cell/.test(String(type.spec.tableRole))

const typeOf = (node: Node | undefined): string =>
  node ? (isCell(node) ? 'cell' : node.type.name) : ''

const keyOf = (node: Node): string => `${typeOf(node)} ${saidBy(node)}`

function pairGap(
  as: readonly Node[],
  bs: readonly Node[],
  olds: readonly number[],
  news: readonly number[],
): Pair[] {
  const sameTypes =
    olds.length === news.length &&
    olds.every((old, index) => typeOf(as[old]) === typeOf(bs[news[index] ?? -1]))
  const likeness = (i: number, j: number): number => {
    const [a, b] = [as[olds[i] ?? -1], bs[news[j] ?? -1]]
    if (!a || !b) return 0
    if (sameTypes && i === j && (a.isLeaf || isShort(a, b))) return 1
    const alike = similarity(wordsIn(a), wordsIn(b))
    const least = typeOf(a) === typeOf(b) ? ALIKE : ALIKE_OF_ANOTHER_TYPE
    // A pair at the same place among its like says a little more than one across.
    return alike >= least ? alike + (sameTypes && i === j ? 0.1 : 0) : 0
  }
  const best = Array.from({ length: olds.length + 1 }, () => new Float64Array(news.length + 1))
  const at = (i: number, j: number): number => best[i]?.[j] ?? 0
  for (let i = olds.length - 1; i >= 0; i--)
    for (let j = news.length - 1; j >= 0; j--) {
      const pair = likeness(i, j)
      const row = best[i]
      if (row) row[j] = Math.max(at(i + 1, j), at(i, j + 1), pair > 0 ? pair + at(i + 1, j + 1) : 0)
    }
  const pairs: Pair[] = []
  let [i, j] = [0, 0]
  while (i < olds.length || j < news.length) {
    const [old, young] = [olds[i], news[j]]
    const pair = likeness(i, j)
    if (
      old !== undefined &&
      young !== undefined &&
      pair > 0 &&
      at(i, j) === pair + at(i + 1, j + 1)
    ) {
      pairs.push({ a: old, b: young })
      i++
      j++
    } else if (old !== undefined && (young === undefined || at(i, j) === at(i + 1, j))) {
      pairs.push({ a: old, b: null })
      i++
    } else if (young !== undefined) {
      pairs.push({ a: null, b: young })
      j++
    }
  }
  return pairs
}
