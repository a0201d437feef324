import { diffArrays } from 'diff'
import { canonicalJson } from '../content-hash.ts'
import type { NodeJson } from '../guide.ts'
import { chapterToMarkdown } from '../markdown/chapter-to-markdown.ts'
import { plainText } from '../plain-text.ts'
import type { BlockChange, ChangeRun } from './chapter-change.ts'
import { compareWords, similarity } from './compare-words.ts'

/** Blocks less alike than this are a removal and an addition. */
const alike = 0.4

/**
 * Aligns the blocks of two texts: equal ones anchor, and what stands between two anchors is paired
 * by likeness. Gives every block; `withNeighbours` picks the ones to show.
 */
export function compareBlocks(
  before: readonly NodeJson[],
  after: readonly NodeJson[],
): BlockChange[] {
  const parts = diffArrays(before.map(canonicalJson), after.map(canonicalJson))
  const changes: BlockChange[] = []
  let indexBefore = 0
  let indexAfter = 0
  let removed: NodeJson[] = []
  let added: NodeJson[] = []
  const settle = (): void => {
    changes.push(...pairBlocks(removed, added))
    removed = []
    added = []
  }
  for (const part of parts) {
    const { length } = part.value
    if (part.removed) {
      removed.push(...before.slice(indexBefore, indexBefore + length))
      indexBefore += length
    } else if (part.added) {
      added.push(...after.slice(indexAfter, indexAfter + length))
      indexAfter += length
    } else {
      settle()
      changes.push(...after.slice(indexAfter, indexAfter + length).map(wholly('same')))
      indexBefore += length
      indexAfter += length
    }
  }
  settle()
  return changes
}

/** The blocks that changed, each run of them with one unchanged block before and after. */
export function withNeighbours(blocks: readonly BlockChange[]): BlockChange[] {
  return blocks.filter((_, index) =>
    [index - 1, index, index + 1].some((i) => blocks[i] !== undefined && blocks[i].kind !== 'same'),
  )
}

const wholly =
  (kind: 'same' | 'added' | 'removed') =>
  (node: NodeJson): BlockChange => {
    const text = plainText(node)
    return { kind, nodeType: node.type, runs: text ? [{ kind, text }] : [] }
  }

/**
 * Pairs blocks of the same type that are alike, in order (the alignment with the greatest sum of
 * likeness); what is left is removed or added.
 */
function pairBlocks(removed: readonly NodeJson[], added: readonly NodeJson[]): BlockChange[] {
  const textsBefore = removed.map(plainText)
  const textsAfter = added.map(plainText)
  const likeness = (i: number, j: number): number => {
    if (removed[i]?.type !== added[j]?.type) return 0
    const value = similarity(textsBefore[i] ?? '', textsAfter[j] ?? '')
    return value >= alike ? value : 0
  }
  // best[i][j]: the greatest sum for the blocks from i and j on.
  const best = Array.from({ length: removed.length + 1 }, () => new Float64Array(added.length + 1))
  const at = (i: number, j: number): number => best[i]?.[j] ?? 0
  for (let i = removed.length - 1; i >= 0; i--)
    for (let j = added.length - 1; j >= 0; j--) {
      const pair = likeness(i, j)
      const row = best[i]
      if (row) row[j] = Math.max(at(i + 1, j), at(i, j + 1), pair > 0 ? pair + at(i + 1, j + 1) : 0)
    }

  const changes: BlockChange[] = []
  let i = 0
  let j = 0
  while (i < removed.length || j < added.length) {
    const [old, fresh] = [removed[i], added[j]]
    const pair = old && fresh ? likeness(i, j) : 0
    if (old && fresh && pair > 0 && at(i, j) === pair + at(i + 1, j + 1)) {
      changes.push({ kind: 'changed', nodeType: fresh.type, runs: runsBetween(old, fresh) })
      i++
      j++
    } else if (old && (!fresh || at(i, j) === at(i + 1, j))) {
      changes.push(wholly('removed')(old))
      i++
    } else if (fresh) {
      changes.push(wholly('added')(fresh))
      j++
    }
  }
  return changes
}

/**
 * Word by word. Where the words are the same and something else changed (a link's address, a
 * mark, a level), the two are shown as Markdown, which says everything.
 */
function runsBetween(before: NodeJson, after: NodeJson): ChangeRun[] {
  const [textBefore, textAfter] = [plainText(before), plainText(after)]
  return textBefore === textAfter
    ? compareWords(markdownOf(before), markdownOf(after))
    : compareWords(textBefore, textAfter)
}

function markdownOf(block: NodeJson): string {
  const content = { type: 'doc', content: [block] }
  return chapterToMarkdown({ title: '', lang: null, content }).replace(/^#\n*/, '').trimEnd()
}
