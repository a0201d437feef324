import { type PdfDict, PdfStream } from '@libpdf/core'
import type { Operation } from './content-operators.ts'
import { readDrawing } from './drawing-operations.ts'
import type { PdfFile, PdfPage } from './pdf-file.ts'

/** What a page or a form draws. */
export interface Drawing {
  operations: readonly Operation[]
  /** Whether all of it could be decoded. */
  isReadable: boolean
}

/** By the page or form, so that whoever asks next need not read it again. */
const known = new WeakMap<PdfDict, Drawing>()

/** What a page draws itself: its content streams are one (ISO 32000-1, 7.8.2). */
export const drawingOfPage = (file: PdfFile, { dict }: PdfPage): Drawing =>
  drawing(dict, () =>
    file
      .members(dict.get('Contents'))
      .map((stream) => (stream instanceof PdfStream ? file.decoded(stream) : undefined)),
  )

export const drawingOfForm = (file: PdfFile, form: PdfStream): Drawing =>
  drawing(form, () => [file.decoded(form)])

function drawing(holder: PdfDict, decode: () => readonly (Uint8Array | undefined)[]): Drawing {
  const found = known.get(holder)
  if (found) return found
  const streams = decode()
  const read = streams.flatMap((bytes) => bytes ?? [])
  const [only = new Uint8Array()] = read
  const made = {
    operations: readDrawing(read.length > 1 ? joined(read) : only),
    isReadable: read.length === streams.length,
  }
  known.set(holder, made)
  return made
}

const joined = (streams: readonly Uint8Array[]): Uint8Array =>
  Buffer.concat(streams.flatMap((bytes) => [bytes, Buffer.from('\n')]))
