/** A glyph's outline and its metrics, in the font's units. */
export interface Glyph {
  /** As `glyf` has it, a character a byte; empty where nothing is drawn. */
  outline: string
  advance: number
  /** From the origin to the outline's left edge. */
  bearing: number
}

/** A TrueType program (OpenType 1.9) in the parts that subsets of one face share, and in glyphs. */
export interface TrueTypeSubset {
  /**
   * The tables that say how to draw any glyph, with zeros where a subset has its own numbers. What only a system's
   * list of fonts would read, and the way from characters to glyphs, is left out: a PDF says both itself.
   */
  tables: [tag: string, bytes: Uint8Array][]
  /** By number; those that are neither drawn nor wide are left out. */
  glyphs: Map<number, Glyph>
  /** The numbers of glyphs are below it. */
  count: number
}

const kept = ['cvt ', 'fpgm', 'head', 'hhea', 'maxp', 'prep']
const ofGlyphs = ['glyf', 'hmtx', 'loca']
const leftOut = ['DSIG', 'GDEF', 'GPOS', 'GSUB', 'OS/2', 'STAT', 'cmap', 'gasp', 'name', 'post']

/** Where tables have what differs between subsets, and how many bytes of it. */
const ownNumbers: Readonly<Record<string, readonly (readonly [at: number, length: number])[]>> = {
  head: [
    [8, 4], // checkSumAdjustment
    [50, 2], // indexToLocFormat
  ],
  hhea: [[34, 2]], // numberOfHMetrics
  maxp: [[4, 2]], // numGlyphs
}

/** @returns null where the program has tables that are not known here, or lacks one. */
export function readSubset(program: Uint8Array): TrueTypeSubset | null {
  const view = Buffer.from(program.buffer, program.byteOffset, program.byteLength)
  const tables = new Map<string, Buffer>()
  for (let at = 12; at < 12 + view.readUInt16BE(4) * 16; at += 16) {
    const start = view.readUInt32BE(at + 8)
    const table = view.subarray(start, start + view.readUInt32BE(at + 12))
    tables.set(view.toString('latin1', at, at + 4), table)
  }
  const known = new Set([...kept, ...ofGlyphs, ...leftOut])
  if ([...tables.keys()].some((tag) => !known.has(tag))) return null
  const [head, hhea, hmtx, maxp, loca, glyf] = ['head', 'hhea', 'hmtx', 'maxp', 'loca', 'glyf'].map(
    (tag) => tables.get(tag),
  )
  if (!(head && hhea && hmtx && maxp && loca && glyf)) return null
  const isLong = head.readUInt16BE(50) === 1
  const metrics = hhea.readUInt16BE(34)
  const offset = (glyph: number): number =>
    isLong ? loca.readUInt32BE(glyph * 4) : loca.readUInt16BE(glyph * 2) * 2
  const glyphs = new Map<number, Glyph>()
  const count = maxp.readUInt16BE(4)
  for (let glyph = 0; glyph < count; glyph++) {
    const outline = glyf.toString('latin1', offset(glyph), offset(glyph + 1))
    const advance = hmtx.readUInt16BE(Math.min(glyph, metrics - 1) * 4)
    const bearing = hmtx.readInt16BE(
      glyph < metrics ? glyph * 4 + 2 : metrics * 4 + (glyph - metrics) * 2,
    )
    if (outline.length > 0 || advance > 0) glyphs.set(glyph, { outline, advance, bearing })
  }
  return {
    tables: kept.flatMap((tag): [string, Uint8Array][] => {
      const table = tables.get(tag)
      return table ? [[tag, withoutOwnNumbers(tag, table)]] : []
    }),
    glyphs,
    count,
  }
}

function withoutOwnNumbers(tag: string, table: Uint8Array): Uint8Array {
  const shared = Uint8Array.from(table)
  for (const [at, length] of ownNumbers[tag] ?? []) shared.fill(0, at, at + length)
  return shared
}

/** Writes a subset as a program. */
export function writeSubset({ tables, glyphs, count }: TrueTypeSubset): Uint8Array {
  const hmtx = Buffer.alloc(count * 4)
  let outlines = ''
  const offsets: number[] = [0]
  for (let number = 0; number < count; number++) {
    const glyph = glyphs.get(number)
    if (glyph) {
      hmtx.writeUInt16BE(glyph.advance, number * 4)
      hmtx.writeInt16BE(glyph.bearing, number * 4 + 2)
      // Short offsets are counted in pairs of bytes.
      outlines += glyph.outline.length % 2 === 0 ? glyph.outline : `${glyph.outline}\0`
    }
    offsets.push(outlines.length)
  }
  const isLong = outlines.length > 0x1fffe
  const loca = Buffer.alloc(offsets.length * (isLong ? 4 : 2))
  for (const [number, offset] of offsets.entries())
    if (isLong) loca.writeUInt32BE(offset, number * 4)
    else loca.writeUInt16BE(offset / 2, number * 2)
  const all = new Map<string, Buffer>([
    ...tables.map(([tag, bytes]): [string, Buffer] => [tag, Buffer.from(bytes)]),
    ['glyf', Buffer.from(outlines, 'latin1')],
    ['hmtx', hmtx],
    ['loca', loca],
  ])
  all.get('head')?.writeUInt16BE(isLong ? 1 : 0, 50)
  all.get('hhea')?.writeUInt16BE(count, 34)
  all.get('maxp')?.writeUInt16BE(count, 4)
  return assembled([...all].sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** Tables in the order of their tags, after their directory, with checksums (OpenType 1.9, “otff”). */
function assembled(tables: readonly [tag: string, bytes: Buffer][]): Uint8Array {
  const directory = Buffer.alloc(12 + tables.length * 16)
  const power = 2 ** Math.floor(Math.log2(tables.length))
  directory.writeUInt32BE(0x00010000, 0)
  directory.writeUInt16BE(tables.length, 4)
  directory.writeUInt16BE(power * 16, 6)
  directory.writeUInt16BE(Math.log2(power), 8)
  directory.writeUInt16BE((tables.length - power) * 16, 10)
  const parts: Buffer[] = [directory]
  let offset = directory.length
  let head = 0
  for (const [index, [tag, bytes]] of tables.entries()) {
    const padded = Buffer.concat([bytes, Buffer.alloc(-bytes.length & 3)])
    const at = 12 + index * 16
    directory.write(tag, at, 'latin1')
    directory.writeUInt32BE(checksum(padded), at + 4)
    directory.writeUInt32BE(offset, at + 8)
    directory.writeUInt32BE(bytes.length, at + 12)
    if (tag === 'head') head = offset
    parts.push(padded)
    offset += padded.length
  }
  const program = Buffer.concat(parts)
  program.writeUInt32BE((0xb1b0afba - checksum(program)) >>> 0, head + 8)
  return program
}

function checksum(padded: Buffer): number {
  let sum = 0
  for (let at = 0; at < padded.length; at += 4) sum = (sum + padded.readUInt32BE(at)) >>> 0
  return sum
}
