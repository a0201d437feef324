import { diffArrays } from 'diff'
import type { ChangeRun } from './chapter-change.ts'

/** Word by word: what of two texts is the same, and what only one of them has. */
export function compareWords(before: string, after: string): ChangeRun[] {
  return diffArrays(tokensOf(before), tokensOf(after)).map(({ value, added, removed }) => ({
    kind: added ? 'added' : removed ? 'removed' : 'same',
    text: value.join(''),
  }))
}

/** Words with what joins them ("CC-BY-4.0", "don’t"), spaces, and each other sign by itself. */
const tokensOf = (text: string): string[] =>
  text.match(/[\p{L}\p{N}\p{M}]+(?:[-.,’'/@][\p{L}\p{N}\p{M}]+)*|\s+|./gsu) ?? []

/**
 * How much of two texts is the same, from 0 to 1 (Dice's coefficient over words): cheap enough to
 * try every pair of blocks between two anchors.
 */
export function similarity(before: string, after: string): number {
  const counts = new Map<string, number>()
  const wordsBefore = wordsOf(before)
  const wordsAfter = wordsOf(after)
  for (const word of wordsBefore) counts.set(word, (counts.get(word) ?? 0) + 1)
  let shared = 0
  for (const word of wordsAfter) {
    const count = counts.get(word) ?? 0
    if (count > 0) {
      shared++
      counts.set(word, count - 1)
    }
  }
  const total = wordsBefore.length + wordsAfter.length
  return total === 0 ? 1 : (2 * shared) / total
}

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
