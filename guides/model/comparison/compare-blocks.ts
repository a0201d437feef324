import { diffArrays } from 'diff'
import { canonicalJson } from '../content-hash.ts'
import type { NodeJson, Picture } from '../guide.ts'
import { chapterToMarkdown } from '../markdown/chapter-to-markdown.ts'
import { plainText } from '../plain-text.ts'
import { textAttribute, walk } from '../walk.ts'
import type { BlockChange, ChangeRun, ShownPicture } from './chapter-change.ts'
import { compareTables } from './compare-tables.ts'
import { compareWords, similarity } from './compare-words.ts'

/** Blocks less alike than this are a removal and an addition. */
const alike = 0.4

/**
 * Compares the blocks of two texts, aligned. Gives every block; `withNeighbours` picks the ones to show.
 */
export function compareBlocks(
  before: readonly NodeJson[],
  after: readonly NodeJson[],
  pictures: PicturesOf = { before: {}, after: {} },
): BlockChange[] {
  return alignBlocks(before, after).map(({ old, fresh, same }) => {
    if (same) return wholly('same', fresh)
    const change: BlockChange =
      old && fresh
        ? { kind: 'changed', nodeType: fresh.type, runs: runsBetween(old, fresh) }
        : old
          ? wholly('removed', old)
          : wholly('added', fresh)
    if (change.nodeType === 'tableFigure') change.table = compareTables(old, fresh)
    const shown = {
      before: old ? picturesIn(old, pictures.before) : [],
      after: fresh ? picturesIn(fresh, pictures.after) : [],
    }
    if (shown.before.length + shown.after.length > 0) change.pictures = shown
    return change
  })
}

/** The picture files of two texts, by their paths. */
export interface PicturesOf {
  before: Record<string, Picture>
  after: Record<string, Picture>
}

function picturesIn(block: NodeJson, files: Record<string, Picture>): ShownPicture[] {
  return walk(block).flatMap(({ node }) => {
    const file = node.type === 'figure' ? files[textAttribute(node, 'src')] : undefined
    return file ? [{ sha256: file.sha256, alt: textAttribute(node, 'alt') }] : []
  })
}

/** A block of two texts: in both, or in one of them. */
export type AlignedBlock =
  | { old: NodeJson; fresh: NodeJson; same: boolean }
  | { old: NodeJson; fresh: null; same: false }
  | { old: null; fresh: NodeJson; same: false }

/**
 * Aligns the blocks of two texts: equal ones anchor, and what stands between two anchors is paired
 * by likeness.
 */
export function alignBlocks(
  before: readonly NodeJson[],
  after: readonly NodeJson[],
): AlignedBlock[] {
  const parts = diffArrays(before.map(canonicalJson), after.map(canonicalJson))
  const aligned: AlignedBlock[] = []
  let indexBefore = 0
  let indexAfter = 0
  let removed: NodeJson[] = []
  let added: NodeJson[] = []
  const settle = (): void => {
    aligned.push(...pairBlocks(removed, added))
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
      for (const old of before.slice(indexBefore, indexBefore + length))
        aligned.push({ old, fresh: old, same: true })
      indexBefore += length
      indexAfter += length
    }
  }
  settle()
  return aligned
}

/** The blocks that changed, each run of them with one unchanged block before and after. */
export function withNeighbours(blocks: readonly BlockChange[]): BlockChange[] {
  return blocks.filter((_, index) =>
    [index - 1, index, index + 1].some((i) => blocks[i] !== undefined && blocks[i].kind !== 'same'),
  )
}

function wholly(kind: 'same' | 'added' | 'removed', node: NodeJson): BlockChange {
  const text = plainText(node)
  return { kind, nodeType: node.type, runs: text ? [{ kind, text }] : [] }
}

/**
 * Pairs blocks of the same type that are alike, in order (the alignment with the greatest sum of
 * likeness); what is left is removed or added.
 */
function pairBlocks(removed: readonly NodeJson[], added: readonly NodeJson[]): AlignedBlock[] {
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

  const aligned: AlignedBlock[] = []
  let i = 0
  let j = 0
  while (i < removed.length || j < added.length) {
    const [old, fresh] = [removed[i], added[j]]
    const pair = old && fresh ? likeness(i, j) : 0
    if (old && fresh && pair > 0 && at(i, j) === pair + at(i + 1, j + 1)) {
      aligned.push({ old, fresh, same: false })
      i++
      j++
    } else if (old && (!fresh || at(i, j) === at(i + 1, j))) {
      aligned.push({ old, fresh: null, same: false })
      i++
    } else if (fresh) {
      aligned.push({ old: null, fresh, same: false })
      j++
    }
  }
  return aligned
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
