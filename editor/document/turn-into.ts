import { Fragment, type Node, type Slice } from '@tiptap/pm/model'
import type { Transaction } from '@tiptap/pm/state'
import { ReplaceStep } from '@tiptap/pm/transform'

/** A part of a text that is to be another. */
interface Edit {
  from: number
  to: number
  slice: Slice
}

/**
 * Turns a transaction's text into another by steps that touch no more than differs, so that whatever
 * stands in the rest (carets, marks, the page's own elements) stays. Nodes that are the same object in both
 * are not looked into.
 *
 * @param tr a transaction without steps yet.
 * @returns whether there are such steps; where there are none the transaction is of no use any more.
 */
export function turnInto(tr: Transaction, wanted: Node): boolean {
  const edits: Edit[] = []
  collect(tr.doc, wanted, 0, edits)
  // From the end: no step moves what the next one is about.
  for (const { from, to, slice } of edits.reverse())
    if (tr.maybeStep(new ReplaceStep(from, to, slice)).failed) return false
  return tr.doc.eq(wanted)
}

/** @param start the position at which the content of `before` begins. */
function collect(before: Node, after: Node, start: number, edits: Edit[]): void {
  if (before.inlineContent || after.inlineContent) {
    collectWithin([...before.children], [...after.children], after, start, 0, edits)
    return
  }
  let [oldAt, newAt] = [start, 0]
  for (const [olds, news] of unlikeRuns(before.children, after.children)) {
    const paired = olds.length === news.length
    if (paired && olds.length === 1 && olds[0] === news[0]) {
      // The same.
    } else if (paired && olds.every((old, index) => isAlike(old, news[index]))) {
      let at = oldAt
      for (const [index, old] of olds.entries()) {
        const other = news[index]
        if (other && other !== old) collect(old, other, at + 1, edits)
        at += old.nodeSize
      }
    } else collectWithin(olds, news, after, oldAt, newAt, edits)
    oldAt += sizeOf(olds)
    newAt += sizeOf(news)
  }
}

/**
 * What lies between the nodes that two lists share, and those nodes themselves, each in a run of its
 * own; in order.
 */
function unlikeRuns(olds: readonly Node[], news: readonly Node[]): [Node[], Node[]][] {
  const places = new Map(olds.map((node, index) => [node, index]))
  const runs: [Node[], Node[]][] = []
  let [oldIndex, newIndex] = [0, 0]
  for (const [index, node] of news.entries()) {
    const place = places.get(node)
    if (place === undefined || place < oldIndex) continue
    runs.push([olds.slice(oldIndex, place), news.slice(newIndex, index)], [[node], [node]])
    oldIndex = place + 1
    newIndex = index + 1
  }
  runs.push([olds.slice(oldIndex), news.slice(newIndex)])
  return runs
}

const isAlike = (old: Node, other: Node | undefined): boolean =>
  other !== undefined && (old === other || (!old.isLeaf && old.sameMarkup(other)))

const sizeOf = (nodes: readonly Node[]): number =>
  nodes.reduce((sum, { nodeSize }) => sum + nodeSize, 0)

/** @param newAt where `news` begin in the content of `parent`. */
function collectWithin(
  olds: Node[],
  news: Node[],
  parent: Node,
  oldAt: number,
  newAt: number,
  edits: Edit[],
): void {
  const [before, after] = [Fragment.fromArray(olds), Fragment.fromArray(news)]
  const start = before.findDiffStart(after)
  const end = before.findDiffEnd(after)
  if (start === null || end === null) return
  // Where the same content repeats, the two searches may run past each other.
  const overlap = Math.max(0, start - Math.min(end.a, end.b))
  edits.push({
    from: oldAt + start,
    to: oldAt + end.a + overlap,
    slice: parent.slice(newAt + start, newAt + end.b + overlap),
  })
}
