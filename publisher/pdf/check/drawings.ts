import { type PdfDict, PdfStream } from '@libpdf/core'
import { MadeBefore } from '../made-before.ts'
import type { Operation } from './content-operators.ts'
import { readDrawing } from './drawing-operations.ts'
import { MadeOfFile } from './made-of-file.ts'
import type { PdfFile, PdfPage, Value } from './pdf-file.ts'

/** What a page or a form draws. */
export interface Drawing {
  operations: readonly Operation[]
  /** Whether all of it could be decoded. */
  isReadable: boolean
}

/** By the page or form, so that whoever asks next need not read it again. */
const drawings = new MadeOfFile<Drawing>()

/** What a page draws itself: its content streams are one (ISO 32000-1, 7.8.2). */
export const drawingOfPage = (file: PdfFile, { dict }: PdfPage): Drawing =>
  drawing(file, dict, () => file.members(dict.get('Contents')))

export const drawingOfForm = (file: PdfFile, form: PdfStream): Drawing =>
  drawing(file, form, () => [form])

function drawing(file: PdfFile, holder: PdfDict, streamsOf: () => readonly Value[]): Drawing {
  return drawings.of(file, holder, '', () => {
    const streams = streamsOf()
    const [only] = streams
    return streams.length === 1 && only instanceof PdfStream && file.isPlainlyDeflated(only)
      ? remembered.of(only.data, () => read(file, streams))
      : read(file, streams)
  })
}

function read(file: PdfFile, streams: readonly Value[]): Drawing {
  const decoded = streams.flatMap((stream) =>
    stream instanceof PdfStream ? (file.decoded(stream) ?? []) : [],
  )
  const [only = new Uint8Array()] = decoded
  return {
    operations: readDrawing(decoded.length > 1 ? joined(decoded) : only),
    isReadable: decoded.length === streams.length,
  }
}

const joined = (streams: readonly Uint8Array[]): Uint8Array =>
  Buffer.concat(streams.flatMap((bytes) => [bytes, Buffer.from('\n')]))

/**
 * What compressed streams draw: a guide that is printed again has most of its pages as they were. The
 * drawings take some ten times as much memory as the streams.
 */
const remembered = new MadeBefore<Drawing>(3_000_000)
