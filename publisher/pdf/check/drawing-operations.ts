import {
  classes,
  endOfInlineImage,
  type Operation,
  readOperands,
  regular,
  space,
} from './content-operators.ts'

/** What shows text, what paints, what marks, and what they depend on; the rest of a drawing is passed over. */
const painting = ['f', 'F', 'f*', 'B', 'B*', 'b', 'b*', 'S', 's', 'sh']
const told = [...painting, 'BI', 'BDC', 'BMC', 'EMC', 'Tf', 'Tr', 'q', 'Q', 'Do', 'gs']
const withoutOperands = new Set([...painting, 'BI', 'EMC', 'q', 'Q'])
const showing = ['Tj', 'TJ', "'", '"']

/** An operator's letters as one number; 0 for more than three, as none of these has. */
function packed(bytes: Uint8Array, start: number, end: number): number {
  if (end - start > 3) return 0
  let code = 0
  for (let at = start; at < end; at++) code = (code << 8) | (bytes[at] ?? 0)
  return code
}

const packedName = (operator: string): number => packed(Buffer.from(operator), 0, operator.length)
const toldByCode = new Map(told.map((operator) => [packedName(operator), operator]))
const showingCodes = new Set(showing.map(packedName))

/** Values of hexadecimal digits; -1 for what is none. */
const digits = new Int8Array(256).fill(-1)
for (const [value, c] of [...'0123456789abcdef'].entries()) {
  digits[c.charCodeAt(0)] = value
  digits[c.toUpperCase().charCodeAt(0)] = value
}

const [openArray, openDict] = [1, 2]
const nothing: readonly never[] = []

/**
 * Reads what a content stream draws, as far as the checks and the reader of the text look at it. Chromium
 * places glyph by glyph, so that most of a page is numbers and single letters: they are not made into
 * operations one by one. What is shown by strings that follow each other, whatever moves between them, is
 * one operation `Tj`; a string of an odd number of bytes ends it, for where codes have two bytes its last
 * one has half of one.
 *
 * @param content decoded.
 */
export function readDrawing(content: Uint8Array): Operation[] {
  const operations: Operation[] = []
  const reader = new StringReader(content)
  const { length } = content
  const nested: number[] = []
  let dicts = 0
  /** Where the operands of the next operator begin; -1 where there are none yet. */
  let from = -1
  let at = 0
  const flush = (): void => {
    const strings = reader.take()
    if (strings.length > 0)
      operations.push({
        operator: 'Tj',
        operands: strings.map((value) => ({ kind: 'string', value })),
      })
  }
  while (at < length) {
    const code = content[at] ?? 0
    const kind = classes[code]
    if (kind === space) {
      at++
      continue
    }
    if (kind === regular) {
      const start = at
      for (at++; at < length && classes[content[at] ?? 0] === regular; ) at++
      const isNumber =
        (code >= 0x30 && code <= 0x39) || code === 0x2b || code === 0x2d || code === 0x2e
      if (isNumber || nested.length > 0 || isValue(content, start, at)) {
        if (from < 0) from = start
        continue
      }
      const word = packed(content, start, at)
      if (showingCodes.has(word)) reader.show()
      else {
        reader.discard()
        const operator = toldByCode.get(word)
        if (operator !== undefined) {
          flush()
          if (operator === 'BI') at = endOfInlineImage(latin1(content, 0, length), at)
          operations.push({
            operator,
            operands:
              from < 0 || withoutOperands.has(operator)
                ? nothing
                : readOperands(latin1(content, from, start)),
          })
        }
      }
      from = -1
      continue
    }
    if (code === 0x25) {
      while (at < length && content[at] !== 0x0a && content[at] !== 0x0d) at++
      continue
    }
    if (from < 0) from = at
    if (code === 0x2f) for (at++; at < length && classes[content[at] ?? 0] === regular; ) at++
    else if (code === 0x28) at = reader.literal(at + 1, dicts === 0)
    else if (code === 0x3c && content[at + 1] === 0x3c) {
      nested.push(openDict)
      dicts++
      at += 2
    } else if (code === 0x3c) at = reader.hexadecimal(at + 1, dicts === 0)
    else if (code === 0x5b) {
      nested.push(openArray)
      at++
    } else if (code === 0x5d) {
      if (nested.at(-1) === openArray) nested.pop()
      at++
    } else if (code === 0x3e && content[at + 1] === 0x3e && nested.at(-1) === openDict) {
      nested.pop()
      dicts--
      at += 2
    } else at++ // a stray delimiter
  }
  reader.discard()
  flush()
  return operations
}

const values = ['true', 'false', 'null']

/** Whether a word is a value rather than an operator. */
const isValue = (content: Uint8Array, start: number, end: number): boolean =>
  end - start >= 4 && values.includes(latin1(content, start, end))

const latin1 = (bytes: Uint8Array, start: number, end: number): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('latin1')

/** Reads strings, and keeps those that are shown. */
class StringReader {
  readonly #content: Uint8Array
  #bytes = new Uint8Array(4096)
  #length = 0
  /** As many bytes are shown; what follows are operands of an operator that is still to come. */
  #shown = 0
  /** Where strings of an odd number of bytes end. */
  readonly #ends: number[] = []

  constructor(content: Uint8Array) {
    this.#content = content
  }

  show(): void {
    this.#shown = this.#length
  }

  discard(): void {
    if (this.#length === this.#shown) return
    this.#length = this.#shown
    while ((this.#ends.at(-1) ?? 0) > this.#shown) this.#ends.pop()
  }

  /** What has been shown since this was asked last, a character a byte. */
  take(): string[] {
    if (this.#shown === 0) return []
    const strings: string[] = []
    let start = 0
    for (const end of [...this.#ends, this.#shown]) {
      if (end > start) strings.push(latin1(this.#bytes, start, end))
      start = end
    }
    this.#shown = 0
    this.#length = 0
    this.#ends.length = 0
    return strings
  }

  /** From after `<` to after `>`. */
  hexadecimal(start: number, isKept: boolean): number {
    const content = this.#content
    const { length } = content
    let at = start
    let high = -1
    const begin = this.#length
    for (; at < length; at++) {
      const code = content[at] ?? 0
      if (code === 0x3e) break
      const digit = digits[code] ?? -1
      if (digit < 0) continue
      if (high < 0) high = digit
      else {
        this.#add((high << 4) | digit)
        high = -1
      }
    }
    // A last digit without a second one is followed by 0 (ISO 32000-1, 7.3.4.3).
    if (high >= 0) this.#add(high << 4)
    this.#end(begin, isKept)
    return at + 1
  }

  /** From after `(` to after the `)` that closes it. */
  literal(start: number, isKept: boolean): number {
    const content = this.#content
    const { length } = content
    let at = start
    let depth = 1
    const begin = this.#length
    for (; at < length; at++) {
      const code = content[at] ?? 0
      if (code === 0x5c) {
        at = this.#escape(at)
        continue
      }
      if (code === 0x28) depth++
      else if (code === 0x29 && --depth === 0) break
      this.#add(code)
    }
    this.#end(begin, isKept)
    return at + 1
  }

  /** From a backslash to the last byte that belongs to it. */
  #escape(start: number): number {
    const content = this.#content
    let at = start + 1
    const code = content[at] ?? -1
    if (isOctal(code)) {
      let value = code - 0x30
      for (const last = at + 2; at < last && isOctal(content[at + 1] ?? -1); at++)
        value = value * 8 + (content[at + 1] ?? 0) - 0x30
      this.#add(value & 0xff)
      return at
    }
    if (code === 0x0d && content[at + 1] === 0x0a) at++
    if (code !== 0x0d && code !== 0x0a && code >= 0) this.#add(escapes.get(code) ?? code)
    return at
  }

  #add(byte: number): void {
    if (this.#length === this.#bytes.length) {
      const longer = new Uint8Array(this.#length * 2)
      longer.set(this.#bytes)
      this.#bytes = longer
    }
    this.#bytes[this.#length++] = byte
  }

  #end(begin: number, isKept: boolean): void {
    if (!isKept) this.#length = begin
    else if ((this.#length - begin) % 2 === 1) this.#ends.push(this.#length)
  }
}

const isOctal = (code: number): boolean => code >= 0x30 && code <= 0x37

/** What a letter after a backslash stands for; others stand for themselves. */
const escapes = new Map([
  [0x6e, 0x0a],
  [0x72, 0x0d],
  [0x74, 0x09],
  [0x62, 0x08],
  [0x66, 0x0c],
])
