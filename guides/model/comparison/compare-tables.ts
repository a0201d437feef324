import { canonicalJson } from '../content-hash.ts'
import type { NodeJson } from '../guide.ts'
import { plainText } from '../plain-text.ts'
import type { TableChange } from './chapter-change.ts'
import { type AlignedBlock, alignBlocks } from './compare-blocks.ts'
import { compareWords } from './compare-words.ts'

/** What changed in a table, cell by cell; rows and columns that came or went stand as such. */
export function compareTables(before: NodeJson | null, after: NodeJson | null): TableChange {
  return {
    caption: compareWords(captionOf(before), captionOf(after)),
    rows: alignBlocks(rowsOf(before), rowsOf(after)).map(({ old, fresh, same }) => ({
      kind: same ? 'same' : !old ? 'added' : !fresh ? 'removed' : 'changed',
      cells: alignCells(old?.content ?? [], fresh?.content ?? []).map((cell) => ({
        kind: cell.same ? 'same' : !cell.old ? 'added' : !cell.fresh ? 'removed' : 'changed',
        header: (cell.fresh ?? cell.old)?.type === 'tableHeader',
        runs: compareWords(
          cell.old ? plainText(cell.old) : '',
          cell.fresh ? plainText(cell.fresh) : '',
        ),
      })),
    })),
  }
}

/** In a row that has as many cells as before, each stands where it stood. */
function alignCells(before: readonly NodeJson[], after: readonly NodeJson[]): AlignedBlock[] {
  if (before.length !== after.length) return alignBlocks(before, after)
  return before.flatMap((old, index) => {
    const fresh = after[index]
    return fresh ? [{ old, fresh, same: canonicalJson(old) === canonicalJson(fresh) }] : []
  })
}

const captionOf = (figure: NodeJson | null): string => {
  const caption = figure?.content?.find(({ type }) => type === 'tableCaption')
  return caption ? plainText(caption) : ''
}

const rowsOf = (figure: NodeJson | null): NodeJson[] =>
  figure?.content?.find(({ type }) => type === 'table')?.content ?? []
