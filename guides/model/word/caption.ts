import { trimmed } from './inline-from-word.ts'
import { type Piece, wordsOf } from './reading.ts'

/** "Table 3." as programs of the languages of our cities write it; editions number by themselves. */
const label =
  /^(?:table|figure|fig\.|tabla|cuadro|figura|ilustración|tableau|illustration|tabelle|abbildung|abb\.|tabela|tab\.)\s*\d+(?:[.–-]\d+)*\s*[.:)–—-]?\s*/iu

const isSet = (piece: Piece, name: string): boolean =>
  piece.marks?.some(({ type }) => type === name) ?? false

/** A caption's words without its number, and the credit that our own editions set apart. */
export function captionOf(pieces: readonly Piece[]): { content: Piece[]; credit: string } {
  const credit = wordsOf(pieces.filter((piece) => isSet(piece, 'word-credit'))).trim()
  const words = captionWords(pieces.filter((piece) => !isSet(piece, 'word-credit')))
  const [found] = label.exec(wordsOf(words)) ?? ['']
  return { content: trimmed(withoutFirst(words, found.length)), credit }
}

/** A caption's pieces where they become words of the text. */
export const captionWords = (pieces: readonly Piece[]): Piece[] =>
  pieces.map((piece) => ({
    ...piece,
    ...(piece.marks ? { marks: piece.marks.filter(({ type }) => !type.startsWith('word-')) } : {}),
  }))

function withoutFirst(pieces: readonly Piece[], count: number): Piece[] {
  let left = count
  return pieces.flatMap((piece) => {
    if (left === 0 || piece.type !== 'text' || piece.deleted) return [piece]
    const text = (piece.text ?? '').slice(left)
    left -= (piece.text ?? '').length - text.length
    return text ? [{ ...piece, text }] : []
  })
}
