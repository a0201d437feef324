/** An operand of a content stream, as far as the checks look at one. */
export type Operand =
  | { kind: 'name'; value: string }
  | { kind: 'number'; value: number }
  | { kind: 'string'; value: string }
  | { kind: 'array'; items: Operand[] }
  | { kind: 'dict'; entries: Map<string, Operand> }
  | { kind: 'other' }

export interface Operation {
  operator: string
  operands: readonly Operand[]
}

/** Classes of characters (ISO 32000-1, 7.2.2), looked up by the byte. */
export const regular = 0
export const space = 1
const delimiter = 2
export const classes = new Uint8Array(256)
for (const code of [0, 9, 10, 11, 12, 13, 32]) classes[code] = space
for (const c of '()<>[]{}/%') classes[c.charCodeAt(0)] = delimiter

const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  b: '\b',
  f: '\f',
}

/**
 * Splits a content stream into operations (ISO 32000-1, 7.8.2); an inline image is one operation, `BI`.
 *
 * @param content decoded, one character a byte.
 */
export function* readOperations(content: string): Generator<Operation> {
  const reader = new Reader(content)
  let operands: Operand[] = []
  for (let item = reader.next(); item; item = reader.next()) {
    if (item.kind !== 'operator') {
      operands.push(item)
      continue
    }
    if (item.value === 'BI') reader.skipInlineImage()
    yield { operator: item.value, operands }
    operands = []
  }
}

/** Reads what stands before an operator. */
export function readOperands(content: string): Operand[] {
  const reader = new Reader(content)
  const operands: Operand[] = []
  for (let item = reader.next(); item; item = reader.next())
    if (item.kind !== 'operator') operands.push(item)
  return operands
}

/**
 * Where an inline image ends: after `EI`, which stands between white space (ISO 32000-1, 8.9.7).
 *
 * @param start after its `BI`.
 */
export function endOfInlineImage(content: string, start: number): number {
  const data = /\sID\s/g
  data.lastIndex = start - 1
  const end = /\sEI(?=\s|$)/g
  end.lastIndex = data.exec(content) ? data.lastIndex - 1 : start
  return end.exec(content) ? end.lastIndex : content.length
}

type Item = Operand | { kind: 'operator'; value: string }

const other: Operand = { kind: 'other' }

class Reader {
  readonly #text: string
  #at = 0

  constructor(text: string) {
    this.#text = text
  }

  next(): Item | null {
    this.#skipSpace()
    const { length } = this.#text
    if (this.#at >= length) return null
    const c = this.#text[this.#at]
    if (c === '/') return this.#name()
    if (c === '(') return this.#literal()
    if (c === '<') return this.#text[this.#at + 1] === '<' ? this.#dict() : this.#hex()
    if (c === '[') return this.#array()
    const word = this.#word()
    if (word === '') {
      this.#at++ // a stray delimiter
      return other
    }
    const code = word.charCodeAt(0)
    // Digits, signs and the point.
    if ((code >= 0x30 && code <= 0x39) || code === 0x2b || code === 0x2d || code === 0x2e)
      return { kind: 'number', value: Number(word) }
    if (word === 'true' || word === 'false' || word === 'null') return other
    return { kind: 'operator', value: word }
  }

  skipInlineImage(): void {
    this.#at = endOfInlineImage(this.#text, this.#at)
  }

  #skipSpace(): void {
    for (; this.#at < this.#text.length; this.#at++) {
      const code = this.#text.charCodeAt(this.#at)
      if (code === 0x25) {
        while (this.#at < this.#text.length && !isLineEnd(this.#text.charCodeAt(this.#at)))
          this.#at++
      } else if (classes[code] !== space) return
    }
  }

  #word(): string {
    const start = this.#at
    let at = start
    while (at < this.#text.length && classes[this.#text.charCodeAt(at)] === regular) at++
    this.#at = at
    return this.#text.slice(start, at)
  }

  #name(): Operand {
    this.#at++
    const value = this.#word().replace(/#([0-9A-Fa-f]{2})/g, (_all, code: string) =>
      String.fromCharCode(Number.parseInt(code, 16)),
    )
    return { kind: 'name', value }
  }

  #literal(): Operand {
    let value = ''
    let depth = 1
    for (this.#at++; this.#at < this.#text.length; this.#at++) {
      const c = this.#text[this.#at] ?? ''
      if (c === '\\') value += this.#escape()
      else if (c === '(') {
        depth++
        value += c
      } else if (c === ')') {
        depth--
        if (depth === 0) break
        value += c
      } else value += c
    }
    this.#at++
    return { kind: 'string', value }
  }

  #escape(): string {
    const octal = /^[0-7]{1,3}/.exec(this.#text.slice(this.#at + 1, this.#at + 4))?.[0]
    if (octal) {
      this.#at += octal.length
      return String.fromCharCode(Number.parseInt(octal, 8) & 0xff)
    }
    this.#at++
    const c = this.#text[this.#at] ?? ''
    if (c === '\r' && this.#text[this.#at + 1] === '\n') this.#at++
    return c === '\r' || c === '\n' ? '' : (escapes[c] ?? c)
  }

  #hex(): Operand {
    let value = ''
    let high = -1
    for (this.#at++; this.#at < this.#text.length; this.#at++) {
      const code = this.#text.charCodeAt(this.#at)
      if (code === 0x3e) break
      const digit = digitOf(code)
      if (digit < 0) continue
      if (high < 0) high = digit
      else {
        value += String.fromCharCode(high * 16 + digit)
        high = -1
      }
    }
    this.#at++
    // A last digit without a second one is followed by 0 (ISO 32000-1, 7.3.4.3).
    if (high >= 0) value += String.fromCharCode(high * 16)
    return { kind: 'string', value }
  }

  #array(): Operand {
    this.#at++
    const items: Operand[] = []
    for (;;) {
      this.#skipSpace()
      if (this.#at >= this.#text.length) break
      if (this.#text[this.#at] === ']') {
        this.#at++
        break
      }
      const item = this.next()
      if (item && item.kind !== 'operator') items.push(item)
    }
    return { kind: 'array', items }
  }

  #dict(): Operand {
    this.#at += 2
    const entries = new Map<string, Operand>()
    for (;;) {
      this.#skipSpace()
      if (this.#at >= this.#text.length) break
      if (this.#text.startsWith('>>', this.#at)) {
        this.#at += 2
        break
      }
      const key = this.next()
      if (key?.kind !== 'name') continue
      this.#skipSpace()
      if (this.#text.startsWith('>>', this.#at)) continue
      const value = this.next()
      if (value && value.kind !== 'operator') entries.set(key.value, value)
    }
    return { kind: 'dict', entries }
  }
}

const isLineEnd = (code: number): boolean => code === 0x0a || code === 0x0d

/** A hexadecimal digit's value; -1 for what is none. */
function digitOf(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30
  const letter = code | 0x20
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1
}
