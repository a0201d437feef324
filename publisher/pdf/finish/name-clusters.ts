import { deflateSync, inflateSync } from 'node:zlib'
import type { PDFContext } from 'pdf-lib'
import { PDFDict, PDFRawStream, PDFRef } from 'pdf-lib'
import { name } from '../pdf-name.ts'

/** A page's content, and its resources, whose names it draws with. */
export interface DrawnPage {
  content: string
  resources: PDFDict
}

/** U+2060, which neither shows nor parts a word. */
const nothing = '\u2060'

/**
 * Names the glyphs that only shaping makes: joined Arabic letters and their dots, conjuncts of Indian
 * scripts, a letter with its accent in one. No letter of Unicode leads to them, so that Skia writes
 * U+0000 into the font's map, and the text of the group that they are drawn in beside it, as
 * ActualText. What the other glyphs of a group do not say, its last one says; a glyph that is in
 * several groups has the text of the first.
 *
 * @param pages asked only where there is such a glyph.
 */
export function nameClusters(context: PDFContext, pages: () => Iterable<DrawnPage>): void {
  const maps = mapsWithNameless(context)
  if (maps.size === 0) return
  for (const { content, resources } of pages()) {
    const fonts = resources.lookupMaybe(name('Font'), PDFDict)
    if (fonts) for (const cluster of clustersOf(content, fonts)) nameGlyphs(cluster, maps)
  }
  for (const [ref, map] of maps) {
    const stream = context.lookup(ref)
    if (!(stream instanceof PDFRawStream)) continue
    const written = map.source.replace(nameless, (line, code: string) => {
      const text = map.named.get(code)
      return text === undefined ? line : `<${code}> <${utf16(text)}>`
    })
    const bytes = deflateSync(Buffer.from(written, 'latin1'), { level: 6 })
    context.assign(ref, PDFRawStream.of(stream.dict, bytes))
  }
}

/** A line of a font's map that names no character. */
const nameless = /^<([\dA-F]{4})> <0000>$/gm

interface FontMap {
  source: string
  /** Texts by code, as the map has them. */
  texts: ReadonlyMap<string, string>
  /** Codes without a text, and what is found for them. */
  nameless: ReadonlySet<string>
  named: Map<string, string>
}

function mapsWithNameless(context: PDFContext): Map<PDFRef, FontMap> {
  const maps = new Map<PDFRef, FontMap>()
  for (const [, font] of context.enumerateIndirectObjects()) {
    const ref = font instanceof PDFDict ? font.get(name('ToUnicode')) : undefined
    const stream = ref instanceof PDFRef ? context.lookup(ref) : undefined
    if (!(ref instanceof PDFRef && stream instanceof PDFRawStream) || maps.has(ref)) continue
    const source = inflateSync(stream.contents).toString('latin1')
    const without = new Set([...source.matchAll(nameless)].map(([, code = '']) => code))
    if (without.size === 0) continue
    const texts = new Map(
      [...source.matchAll(/^<([\dA-F]{4})> <((?:[\dA-F]{4})+)>$/gm)].map(
        ([, code = '', text = '']): [string, string] => [code, fromUtf16(text)],
      ),
    )
    maps.set(ref, { source, texts, nameless: without, named: new Map() })
  }
  return maps
}

/** Glyphs that stand for one text together, each with its font's map. */
interface Cluster {
  text: string
  glyphs: { map: PDFRef; code: string }[]
}

// As Skia writes them; a group holds no other marks.
const token =
  /\/(\S+) [-\d.]+ Tf\b|\/Span<<\/ActualText <FEFF([\dA-F]*)> >> BDC|<([\dA-F]+)> Tj|\bEMC\b/g

function* clustersOf(content: string, fonts: PDFDict): Generator<Cluster> {
  let map: PDFRef | undefined
  let cluster: Cluster | null = null
  for (const [all, font, text, codes] of content.matchAll(token)) {
    if (font !== undefined) {
      const ref = fonts.lookupMaybe(name(font), PDFDict)?.get(name('ToUnicode'))
      map = ref instanceof PDFRef ? ref : undefined
    } else if (text !== undefined) cluster = { text: fromUtf16(text), glyphs: [] }
    else if (codes !== undefined && cluster && map)
      for (const code of codes.match(/.{4}/g) ?? []) cluster.glyphs.push({ map, code })
    else if (all === 'EMC' && cluster) {
      yield cluster
      cluster = null
    }
  }
}

function nameGlyphs({ text, glyphs }: Cluster, maps: ReadonlyMap<PDFRef, FontMap>): void {
  let rest = text
  const without: { map: FontMap; code: string }[] = []
  for (const { map: ref, code } of glyphs) {
    const map = maps.get(ref)
    if (map?.nameless.has(code)) without.push({ map, code })
    else rest = rest.replace(map?.texts.get(code) ?? '', '')
  }
  const last = without.pop()
  for (const { map, code } of without) if (!map.named.has(code)) map.named.set(code, nothing)
  if (!last) return
  const known = last.map.named.get(last.code)
  if (known === undefined || known === nothing) last.map.named.set(last.code, rest || nothing)
}

const fromUtf16 = (hex: string): string =>
  String.fromCharCode(...(hex.match(/.{4}/g) ?? []).map((unit) => Number.parseInt(unit, 16)))

const utf16 = (text: string): string =>
  Array.from({ length: text.length }, (_, at) =>
    text.charCodeAt(at).toString(16).toUpperCase().padStart(4, '0'),
  ).join('')
