/** A subtable of `cmap`, of format 4 or (platform 1) format 0. */
export interface CharacterMap {
  platform: number
  encoding: number
  /** Character code to glyph; one code after another, from `first` on. */
  first: number
  glyphs: readonly number[]
}

export interface TrueTypeOptions {
  /** Advance widths of the glyphs in thousandths of an em, `.notdef` first. */
  widths: readonly number[]
  cmaps?: readonly CharacterMap[]
}

/** A TrueType font of square glyphs, written by hand (OpenType 1.9): as small as a font can be. */
export function trueType({ widths, cmaps = [] }: TrueTypeOptions): Uint8Array {
  const square = bytes(
    ...i16(1, 0, 0, 400, 700), // one contour, bounding box
    ...i16(3, 0), // last point, no instructions
    ...[1, 1, 1, 1], // on the curve, words
    ...i16(0, 400, 0, -400),
    ...i16(0, 0, 700, 0),
  )
  const padded = Buffer.concat([square, Buffer.alloc((4 - (square.length % 4)) % 4)])
  const tables: Record<string, Buffer> = {
    head: bytes(
      ...i32(0x00010000, 0x00010000, 0, 0x5f0f3cf5),
      ...i16(0, 1000),
      ...i32(0, 0, 0, 0),
      ...i16(0, 0, 400, 700, 0, 8, 2, 1, 0), // long offsets in loca
    ),
    hhea: bytes(
      ...i32(0x00010000),
      ...i16(800, -200, 0, 1000),
      ...new Array(22).fill(0),
      ...i16(widths.length),
    ),
    maxp: bytes(...i32(0x00010000), ...i16(widths.length), ...new Array(26).fill(0)),
    hmtx: bytes(...widths.flatMap((width) => i16(width, 0))),
    loca: bytes(
      ...i32(
        ...widths.map((_width, glyph) => glyph * padded.length),
        widths.length * padded.length,
      ),
    ),
    glyf: Buffer.concat(widths.map(() => padded)),
    ...(cmaps.length > 0 ? { cmap: cmapTable(cmaps) } : {}),
  }
  const names = Object.keys(tables).sort()
  let offset = 12 + names.length * 16
  const directory = names.map((tag) => {
    const length = tables[tag]?.length ?? 0
    const entry = Buffer.concat([Buffer.from(tag, 'latin1'), bytes(...i32(0, offset, length))])
    offset += length + ((4 - (length % 4)) % 4)
    return entry
  })
  return Buffer.concat([
    bytes(...i32(0x00010000), ...i16(names.length, 0, 0, 0)),
    ...directory,
    ...names.flatMap((tag) => {
      const table = tables[tag] ?? Buffer.alloc(0)
      return [table, Buffer.alloc((4 - (table.length % 4)) % 4)]
    }),
  ])
}

function cmapTable(cmaps: readonly CharacterMap[]): Buffer {
  let offset = 4 + cmaps.length * 8
  const subtables = cmaps.map((map) => (map.platform === 1 ? format0(map) : format4(map)))
  const heads = cmaps.map(({ platform, encoding }, index) => {
    const head = bytes(...i16(platform, encoding), ...i32(offset))
    offset += subtables[index]?.length ?? 0
    return head
  })
  return Buffer.concat([bytes(...i16(0, cmaps.length)), ...heads, ...subtables])
}

function format0({ first, glyphs }: CharacterMap): Buffer {
  const map = Buffer.alloc(256)
  for (const [index, glyph] of glyphs.entries()) map[first + index] = glyph
  return Buffer.concat([bytes(...i16(0, 262, 0)), map])
}

/** One segment that names its glyphs, and the closing one. */
function format4({ first, glyphs }: CharacterMap): Buffer {
  const last = first + glyphs.length - 1
  const length = 16 + 16 + glyphs.length * 2
  return bytes(
    ...i16(4, length, 0, 4, 4, 1, 0),
    ...i16(last, 0xffff, 0),
    ...i16(first, 0xffff),
    ...i16(0, 1),
    ...i16(4, 0), // from the offset's own place to the glyphs behind the two offsets
    ...i16(...glyphs),
  )
}

const bytes = (...values: number[]): Buffer => Buffer.from(values)
const i16 = (...values: number[]): number[] =>
  values.flatMap((value) => [(value >> 8) & 255, value & 255])
const i32 = (...values: number[]): number[] =>
  values.flatMap((value) => [
    (value >>> 24) & 255,
    (value >>> 16) & 255,
    (value >>> 8) & 255,
    value & 255,
  ])
