/** Where a named destination leads. */
export interface Place {
  /** Counted from 0. */
  page: number
  /** Points below the page's upper edge. */
  top: number
}

export interface Places {
  pageCount: number
  places: ReadonlyMap<string, Place>
}

/**
 * Reads pages and named destinations from what Chromium printed, in a few milliseconds: between
 * passes nothing else of the file is of interest. It relies on what Skia writes (a plain
 * cross-reference table, uncompressed dictionaries, `/Dests` in the catalogue) and throws where a
 * Chromium writes otherwise. Chromium names a destination only where a link of the document leads,
 * and counts its height from the page area, not from the page.
 *
 * @param marginTop the page's upper margin in points.
 */
export function readPlaces(pdf: Uint8Array, marginTop: number): Places {
  const text = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength).toString('latin1')
  const offsets = crossReferences(text)
  const object = (number: string): string => {
    const start = offsets.get(Number(number))
    if (start === undefined) throw new Error(`The printed PDF has no object ${number}`)
    return text.slice(start, text.indexOf('endobj', start))
  }
  const root = object(found(/\/Root (\d+) 0 R/, text.slice(text.lastIndexOf('trailer'))))
  const pages: string[] = []
  const heights = new Map<string, number>()
  const visit = (number: string): void => {
    const dictionary = object(number)
    const kids = /\/Kids \[([^\]]*)\]/.exec(dictionary)
    if (kids) {
      for (const [, kid = ''] of (kids[1] ?? '').matchAll(/(\d+) 0 R/g)) visit(kid)
    } else {
      heights.set(number, Number(found(/\/MediaBox \[[\d.]+ [\d.]+ [\d.]+ ([\d.]+)\]/, dictionary)))
      pages.push(number)
    }
  }
  visit(found(/\/Pages (\d+) 0 R/, root))
  const indices = new Map(pages.map((number, index) => [number, index]))
  const places = new Map<string, Place>()
  const named = /\/Dests (\d+) 0 R/.exec(root)?.[1]
  if (named)
    for (const [, name = '', page = '', y = ''] of object(named).matchAll(
      /\/(\S+) \[(\d+) 0 R \/XYZ [-\d.]+ ([-\d.]+) [-\d.]+\]/g,
    ))
      places.set(decodedName(name), {
        page: indices.get(page) ?? 0,
        top: (heights.get(page) ?? 0) - Number(y) + marginTop,
      })
  return { pageCount: pages.length, places }
}

function crossReferences(text: string): Map<number, number> {
  const start = Number(found(/startxref\s+(\d+)\s+%%EOF\s*$/, text.slice(-64)))
  const header = /^xref\n0 (\d+)\n/.exec(text.slice(start, start + 40))
  if (!header) throw new Error('The printed PDF has no plain cross-reference table')
  const first = start + header[0].length
  const offsets = new Map<number, number>()
  for (let number = 1; number < Number(header[1]); number++)
    offsets.set(number, Number(text.slice(first + number * 20, first + number * 20 + 10)))
  return offsets
}

/** PDF names write unusual characters as `#` and two hexadecimal digits. */
const decodedName = (name: string): string =>
  name.replace(/#([0-9A-Fa-f]{2})/g, (_all, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  )

function found(pattern: RegExp, text: string): string {
  const group = pattern.exec(text)?.[1]
  if (group === undefined) throw new Error(`The printed PDF does not say ${pattern.source}`)
  return group
}
