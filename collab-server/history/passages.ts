import * as Y from 'yjs'

/** So many characters, and who wrote them: an index into the replay's list of writers. */
export interface Span {
  length: number
  writer: number
}

/** A run of text with who wrote each character of it. */
export interface Passage {
  text: string
  by: Span[]
}

/** A part of a text: the characters of one Yjs client from a clock on. */
export interface TextPiece {
  client: number
  clock: number
  text: string
}

/** A Yjs type, as far as one goes through what is in it. */
export type Content = object & { _start: Y.Item | null }

/**
 * The texts of a chapter that stand as if every open suggestion were rejected: not those in blocks
 * that a suggestion brought.
 */
export function* textsIn(type: Content): Generator<Y.XmlText> {
  for (let item = type._start; item !== null; item = item.right) {
    if (item.deleted || !(item.content instanceof Y.ContentType)) continue
    const inner = item.content.type
    if (inner instanceof Y.XmlText) yield inner
    else if (inner instanceof Y.XmlElement && !inner.getAttribute('inserted')) yield* textsIn(inner)
  }
}

/** What stands in a text, without the words that open suggestions bring, in reading order. */
export function piecesOf(text: Content): TextPiece[] {
  const pieces: TextPiece[] = []
  const suggested = new Set<string>()
  for (let item = text._start; item !== null; item = item.right) {
    if (item.deleted) continue
    const { content, id } = item
    if (content instanceof Y.ContentFormat) {
      // Marks that may lie upon each other carry a hash behind their name.
      if (!content.key.startsWith('insertion')) continue
      if (content.value === null) suggested.delete(content.key)
      else suggested.add(content.key)
    } else if (content instanceof Y.ContentString && suggested.size === 0)
      pieces.push({ client: id.client, clock: id.clock, text: content.str })
  }
  return pieces
}

/** Runs of neighbouring items of a text that `belongs` picks; what is deleted already parts none, nor does what `skipped` picks. */
export function runsOf(
  text: Content,
  belongs: (item: Y.Item) => boolean,
  skipped: (item: Y.Item) => boolean = () => false,
): TextPiece[][] {
  const runs: TextPiece[][] = []
  let run: TextPiece[] = []
  const end = () => {
    if (run.length > 0) runs.push(run)
    run = []
  }
  for (let item = text._start; item !== null; item = item.right) {
    const { content, id } = item
    if (content instanceof Y.ContentString && belongs(item))
      run.push({ client: id.client, clock: id.clock, text: content.str })
    else if (!item.deleted && !skipped(item) && !(content instanceof Y.ContentFormat)) end()
  }
  end()
  return runs
}

export const textOf = (pieces: readonly TextPiece[]): string =>
  pieces.map(({ text }) => text).join('')

/** The spans of `length` characters from `from` on. */
export function cutSpans(by: readonly Span[], from: number, length: number): Span[] {
  const cut: Span[] = []
  let at = 0
  for (const span of by) {
    const start = Math.max(from, at)
    const end = Math.min(from + length, at + span.length)
    if (end > start) cut.push({ length: end - start, writer: span.writer })
    at += span.length
  }
  return cut
}

/** The same spans with neighbours of one writer as one. */
export function joined(by: readonly Span[]): Span[] {
  const spans: Span[] = []
  for (const { length, writer } of by) {
    const last = spans.at(-1)
    if (last?.writer === writer) last.length += length
    else spans.push({ length, writer })
  }
  return spans
}

/** Letters, digits and signs: what a city wrote is not measured in spaces. */
export const countCharacters = (text: string): number => text.replace(/\s+/g, '').length
