// What threads of `finishing-threads.ts` do: all that takes long once a piece is printed.
import { type PdfText, readPdf } from '../parity/read-pdf.ts'
import { checkPdf } from './check/check-pdf.ts'
import type { Violation } from './check/violation.ts'
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

export const check = (file: Uint8Array): Promise<Violation[]> => checkPdf(file)

export const read = (file: Uint8Array): Promise<PdfText> => readPdf(file)
