/** A rectangle in the page's own coordinates: lower left, upper right. */
export type Box = [left: number, bottom: number, right: number, top: number]

export interface MarkedContent {
  content: string
  /** What each marked-content sequence draws, by its MCID; where it is text alone, what it may fill. */
  boxes: Map<number, Box>
  /** Sequences that only paint shapes (rules, grounds, borders), and where in `content` they begin. */
  shapes: Map<number, Span>
}

export interface Span {
  start: number
  end: number
}

type Matrix = [number, number, number, number, number, number]

interface GraphicsState {
  ctm: Matrix
  clip: Box
}

const artifact = '/Artifact <</Type /Layout>> BDC\n'
const everything: Box = [-1e6, -1e6, 1e6, 1e6]
const nothing: Box = [1e6, 1e6, -1e6, -1e6]

/**
 * Marks as an artifact whatever a page draws outside of marked content (grounds, rules, borders), and
 * measures what each marked sequence draws. Content stream operators: ISO 32000-1, annex A; marked
 * content may not begin inside a path, so a mark goes before the path's first operator.
 *
 * @param content a page's decoded content stream, one character a byte.
 * @param boxOfXObject bounding box of a form in its own coordinates, by its resource name; the unit
 *   square for an image.
 */
export function markContent(content: string, boxOfXObject: (name: string) => Box): MarkedContent {
  const boxes = new Map<number, Box>()
  const shapes = new Map<number, Span>()
  const textClips = new Map<number, Box>()
  const pieces: string[] = []
  let copied = 0
  let inserted = 0
  const insert = (at: number, text: string): void => {
    pieces.push(content.slice(copied, at), text)
    copied = at
    inserted += text.length
  }

  let state: GraphicsState = { ctm: [1, 0, 0, 1, 0, 0], clip: everything }
  const saved: GraphicsState[] = []
  const marks: (number | null)[] = []
  let pathStart = -1
  let path: Box = nothing
  let clipping = false
  let textStart = -1
  let textIsMarked = false
  let textIsShown = false

  const sequence = (): number | null => marks.findLast((mark) => mark !== null) ?? null
  const isNoShape = (): void => {
    const mcid = sequence()
    if (mcid !== null) shapes.delete(mcid)
  }
  // Glyphs are not measured: a picture of words alone is where it is clipped.
  const confineText = (): void => {
    const mcid = sequence()
    if (mcid !== null) textClips.set(mcid, union(textClips.get(mcid) ?? nothing, state.clip))
  }
  const draw = (box: Box): void => {
    const mcid = sequence()
    if (mcid === null) return
    const seen = intersection(box, state.clip)
    if (seen[0] < seen[2] && seen[1] < seen[3])
      boxes.set(mcid, union(boxes.get(mcid) ?? nothing, seen))
  }
  const endPath = (): void => {
    if (clipping) state = { ...state, clip: intersection(state.clip, path) }
    clipping = false
    pathStart = -1
    path = nothing
  }

  for (const { operator, operands, start, end } of operators(content)) {
    switch (operator) {
      case 'q':
        saved.push(state)
        break
      case 'Q':
        state = saved.pop() ?? state
        break
      case 'cm':
        state = { ...state, ctm: product(numbers(operands), state.ctm) }
        break
      case 'BDC':
      case 'BMC': {
        const mcid = mcidOf(operands)
        marks.push(mcid)
        if (mcid !== null) shapes.set(mcid, { start: start + inserted, end: end + inserted })
        if (textStart >= 0) textIsMarked = true
        break
      }
      case 'EMC':
        marks.pop()
        break
      case 'BT':
        textStart = start
        textIsMarked = false
        textIsShown = false
        break
      case 'ET':
        if (textStart >= 0 && textIsShown && !textIsMarked && marks.length === 0) {
          insert(textStart, artifact)
          insert(end, '\nEMC')
        }
        textStart = -1
        break
      case 'Tj':
      case 'TJ':
      case "'":
      case '"':
        textIsShown = true
        isNoShape()
        confineText()
        break
      case 'm':
      case 'l':
      case 'c':
      case 'v':
      case 'y':
      case 're':
        if (pathStart < 0) pathStart = start
        path = union(path, extent(operator, numbers(operands), state.ctm))
        break
      case 'W':
      case 'W*':
        clipping = true
        break
      case 'n':
        endPath()
        break
      case 'f':
      case 'F':
      case 'f*':
      case 'B':
      case 'B*':
      case 'b':
      case 'b*':
      case 'S':
      case 's':
        if (marks.length === 0 && pathStart >= 0) {
          insert(pathStart, artifact)
          insert(end, '\nEMC')
        }
        draw(path)
        endPath()
        break
      case 'Do':
        if (marks.length === 0) {
          insert(start, artifact)
          insert(end, '\nEMC')
        }
        isNoShape()
        draw(transformed(boxOfXObject(operands.trim().slice(1)), state.ctm))
        break
      case 'sh':
        if (marks.length === 0) {
          insert(start, artifact)
          insert(end, '\nEMC')
        }
        draw(state.clip)
        break
    }
  }
  if (marks.length !== 0) throw new Error(`${marks.length} marked-content sequences do not end`)
  for (const [mcid, clip] of textClips)
    if (!boxes.has(mcid) && clip[0] > everything[0]) boxes.set(mcid, clip)
  pieces.push(content.slice(copied))
  return { content: pieces.join(''), boxes, shapes }
}

/**
 * Turns tagged sequences into artifacts.
 *
 * @param begins where in the content they begin, as `markContent` tells, in order.
 */
export function demoteSequences(content: string, begins: readonly Span[]): string {
  const pieces: string[] = []
  let copied = 0
  for (const { start, end } of begins) {
    pieces.push(content.slice(copied, start), artifact.trimEnd())
    copied = end
  }
  return pieces.join('') + content.slice(copied)
}

interface Operation {
  operator: string
  /** The operands as they are written. */
  operands: string
  start: number
  end: number
}

/** A word's letters as one number; operators have three at most. */
const packed = (word: string): number =>
  [...word].reduce((code, letter) => (code << 8) | letter.charCodeAt(0), 0)

const showing = new Set(['Tj', 'TJ', "'", '"'].map(packed))

/** What marking is about, by the packed word; all else that content says is passed over. */
const told = new Map(
  'q Q cm BDC BMC EMC BT ET Tj TJ \' " m l c v y re W W* n f F f* B B* b b* S s Do sh'
    .split(' ')
    .map((operator) => [packed(operator), operator]),
)

/** What a number, a name or an operator ends at. */
const delimiters = new Uint8Array(256)
for (const c of '\0\t\n\f\r ()<>[]{}/%') delimiters[c.charCodeAt(0)] = 1

/**
 * The operators that are told. Of those that show text one after another, whatever moves between them,
 * only the first: Chromium places letter by letter, and the others draw on the same.
 */
function* operators(content: string): Generator<Operation> {
  const { length } = content
  let start = -1
  let isShowing = false
  for (let at = 0; at < length; ) {
    const code = content.charCodeAt(at)
    if (code <= 0x20) {
      at++
      continue
    }
    if (start < 0) start = at
    if (code === 0x28) at = endOfLiteral(content, at)
    else if (code === 0x3c)
      at = content.charCodeAt(at + 1) === 0x3c ? endOfDict(content, at) : endOfHex(content, at)
    else if (code !== 0x2f && delimiters[code] === 1) at++
    else {
      const begin = at
      let word = code
      for (at++; at < length; at++) {
        const next = content.charCodeAt(at)
        if (delimiters[next] === 1) break
        word = (word << 8) | next
      }
      const isOperator = (code | 0x20) >= 0x61 || code === 0x22 || code === 0x27
      if (!isOperator || isValue(content, begin, at)) continue
      const operator = at - begin > 3 ? undefined : told.get(word)
      if (operator !== undefined) {
        const isShown = showing.has(word)
        if (!(isShown && isShowing))
          yield { operator, operands: content.slice(start, begin), start, end: at }
        isShowing = isShown
      }
      start = -1
    }
  }
}

const isValue = (content: string, start: number, end: number): boolean =>
  end - start >= 4 && ['true', 'false', 'null'].includes(content.slice(start, end))

function endOfHex(content: string, start: number): number {
  const end = content.indexOf('>', start)
  return end < 0 ? content.length : end + 1
}

/** With what is within parentheses of its own, or escaped. */
function endOfLiteral(content: string, start: number): number {
  let depth = 0
  for (let at = start; at < content.length; at++) {
    const code = content.charCodeAt(at)
    if (code === 0x5c) at++
    else if (code === 0x28) depth++
    else if (code === 0x29 && --depth === 0) return at + 1
  }
  return content.length
}

function endOfDict(content: string, start: number): number {
  for (let at = start + 2; at < content.length; ) {
    const code = content.charCodeAt(at)
    if (code === 0x28) at = endOfLiteral(content, at)
    else if (code === 0x3c)
      at = content.charCodeAt(at + 1) === 0x3c ? endOfDict(content, at) : endOfHex(content, at)
    else if (code === 0x3e) return at + 2
    else at++
  }
  return content.length
}

/** Skia parts operands by one space. */
const numbers = (operands: string): number[] => operands.trim().split(' ').map(Number)

const mcidOf = (operands: string): number | null => {
  const mcid = /\/MCID\s+(\d+)/.exec(operands)?.[1]
  return mcid === undefined ? null : Number(mcid)
}

function extent(operator: string, values: number[], ctm: Matrix): Box {
  if (operator === 're') {
    const [x = 0, y = 0, width = 0, height = 0] = values
    return transformed([x, y, x + width, y + height], ctm)
  }
  let box = nothing
  for (let at = 0; at + 1 < values.length; at += 2) {
    const [x, y] = point(values[at] ?? 0, values[at + 1] ?? 0, ctm)
    box = union(box, [x, y, x, y])
  }
  return box
}

function transformed([left, bottom, right, top]: Box, ctm: Matrix): Box {
  let box = nothing
  for (const [x, y] of [
    point(left, bottom, ctm),
    point(right, bottom, ctm),
    point(left, top, ctm),
    point(right, top, ctm),
  ])
    box = union(box, [x, y, x, y])
  return box
}

const point = (x: number, y: number, [a, b, c, d, e, f]: Matrix): [number, number] => [
  a * x + c * y + e,
  b * x + d * y + f,
]

/** The matrix that applies `first` and then `second`. */
function product(first: number[], [a, b, c, d, e, f]: Matrix): Matrix {
  const [g = 1, h = 0, i = 0, j = 1, k = 0, l = 0] = first
  return [
    g * a + h * c,
    g * b + h * d,
    i * a + j * c,
    i * b + j * d,
    k * a + l * c + e,
    k * b + l * d + f,
  ]
}

export const union = (a: Box, b: Box): Box => [
  Math.min(a[0], b[0]),
  Math.min(a[1], b[1]),
  Math.max(a[2], b[2]),
  Math.max(a[3], b[3]),
]

const intersection = (a: Box, b: Box): Box => [
  Math.max(a[0], b[0]),
  Math.max(a[1], b[1]),
  Math.min(a[2], b[2]),
  Math.min(a[3], b[3]),
]
