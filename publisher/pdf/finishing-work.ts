// What threads of `finishing-threads.ts` do while the browser prints on.
import { type FinishedPiece, type FinishPieceOptions, finishPiece } from './finish-piece.ts'
import { type FinishedUnderlay, finishUnderlay } from './finish-underlay.ts'

export const piece = (work: {
  text: Uint8Array
  options: FinishPieceOptions
}): Promise<FinishedPiece> => finishPiece(work.text, work.options)

export const underlay = (work: {
  pdf: Uint8Array
  characters: ReadonlySet<string>
}): Promise<FinishedUnderlay> => finishUnderlay(work.pdf, work.characters)
