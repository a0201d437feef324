/** A mapping of characters to glyphs within a font. */
export interface CharacterTable {
  platform: number
  encoding: number
  /** 0, `.notdef`, where there is none. */
  glyphOf(code: number): number
}

/** What the checks ask of an embedded TrueType program (OpenType 1.9). */
export interface TrueTypeProgram {
  glyphCount: number
  /** Advance width in thousandths of an em. */
  widthOf(glyph: number): number
  /** Whether the glyph has an outline; a space has none. */
  isDrawn(glyph: number): boolean
  characterTables: CharacterTable[]
}

/** @returns null where the bytes are no TrueType font, or lack a table that every one has. */
export function readTrueType(bytes: Uint8Array): TrueTypeProgram | null {
  try {
    return read(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

function read(view: DataView): TrueTypeProgram | null {
  const tables = new Map<string, number>()
  const count = view.getUint16(4)
  for (let at = 12; at < 12 + count * 16; at += 16) {
    const tag = [0, 1, 2, 3].map((byte) => String.fromCharCode(view.getUint8(at + byte))).join('')
    tables.set(tag, view.getUint32(at + 8))
  }
  const [head, maxp, hhea, hmtx, loca] = ['head', 'maxp', 'hhea', 'hmtx', 'loca'].map((tag) =>
    tables.get(tag),
  )
  if (head === undefined || maxp === undefined || hhea === undefined) return null
  if (hmtx === undefined || loca === undefined) return null
  const unitsPerEm = view.getUint16(head + 18)
  const hasLongOffsets = view.getInt16(head + 50) === 1
  const glyphCount = view.getUint16(maxp + 4)
  const metrics = view.getUint16(hhea + 34)
  const offsetOf = (glyph: number): number =>
    hasLongOffsets ? view.getUint32(loca + glyph * 4) : view.getUint16(loca + glyph * 2) * 2
  // A table that is cut off is found here rather than at the glyph that needs it.
  offsetOf(glyphCount)
  view.getUint16(hmtx + Math.max(0, metrics - 1) * 4)
  const cmap = tables.get('cmap')
  return {
    glyphCount,
    widthOf: (glyph) =>
      (view.getUint16(hmtx + Math.min(glyph, metrics - 1) * 4) * 1000) / unitsPerEm,
    isDrawn: (glyph) => glyph < glyphCount && offsetOf(glyph) < offsetOf(glyph + 1),
    characterTables: cmap === undefined ? [] : characterTables(view, cmap),
  }
}

function characterTables(view: DataView, cmap: number): CharacterTable[] {
  return Array.from({ length: view.getUint16(cmap + 2) }, (_none, index) => {
    const at = cmap + 4 + index * 8
    const table = cmap + view.getUint32(at + 4)
    return {
      platform: view.getUint16(at),
      encoding: view.getUint16(at + 2),
      glyphOf: (code) => glyphIn(view, table, code),
    }
  })
}

/** Formats 0, 4, 6 and 12, which are those in use. */
function glyphIn(view: DataView, table: number, code: number): number {
  const format = view.getUint16(table)
  if (format === 0) return code < 256 ? view.getUint8(table + 6 + code) : 0
  if (format === 4) return glyphInSegments(view, table, code)
  if (format === 6) {
    const index = code - view.getUint16(table + 6)
    return index >= 0 && index < view.getUint16(table + 8)
      ? view.getUint16(table + 10 + index * 2)
      : 0
  }
  if (format === 12)
    for (let group = 0; group < view.getUint32(table + 12); group++) {
      const at = table + 16 + group * 12
      const first = view.getUint32(at)
      if (first <= code && code <= view.getUint32(at + 4))
        return view.getUint32(at + 8) + code - first
    }
  return 0
}

function glyphInSegments(view: DataView, table: number, code: number): number {
  const size = view.getUint16(table + 6)
  const ends = table + 14
  for (let at = 0; at < size; at += 2) {
    if (code > view.getUint16(ends + at)) continue
    const first = view.getUint16(ends + size + 2 + at)
    if (code < first) return 0
    const delta = view.getUint16(ends + size * 2 + 2 + at)
    const place = ends + size * 3 + 2 + at
    const offset = view.getUint16(place)
    if (offset === 0) return (code + delta) & 0xffff
    const glyph = view.getUint16(place + offset + (code - first) * 2)
    return glyph === 0 ? 0 : (glyph + delta) & 0xffff
  }
  return 0
}
