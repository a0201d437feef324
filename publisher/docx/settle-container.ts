import { strFromU8, strToU8, unzipSync } from 'fflate'
import { zipContainer } from '../zip-container.ts'

/**
 * Takes out of a document what differs from run to run: random ids of relationships and the moment
 * of writing. Says the document's language as well, which docx does not.
 *
 * @param releasedAt the moment that stands as the document's.
 */
export function settledContainer(
  docx: Uint8Array,
  { releasedAt, lang }: { releasedAt: string; lang: string },
): Uint8Array {
  const parts = unzipSync(docx)
  const moment = `${releasedAt.slice(0, 19)}Z`
  const text = (path: string): string => strFromU8(parts[path] ?? new Uint8Array())
  for (const path of Object.keys(parts)) {
    const rels = /^(.*)_rels\/([^/]+)\.rels$/.exec(path)
    if (!rels) continue
    const part = `${rels[1]}${rels[2]}`
    const names = new Map<string, string>()
    const settled = text(path).replace(/ Id="(rId[^"]*)"/g, (attribute, id: string) => {
      if (/^rId\d+$/.test(id)) return attribute
      const name = `rIdLink${names.size + 1}`
      names.set(id, name)
      return ` Id="${name}"`
    })
    if (names.size === 0) continue
    parts[path] = strToU8(settled)
    parts[part] = strToU8(
      text(part).replace(/ r:id="([^"]*)"/g, (attribute, id: string) => {
        const name = names.get(id)
        return name ? ` r:id="${name}"` : attribute
      }),
    )
  }
  for (const counted of [
    /(<w:bookmark(?:Start|End)\b[^>]* w:id=")(\d+)"/g,
    /(<wp:docPr\b[^>]* id=")(\d+)"/g,
  ])
    renumber(['word/document.xml', 'word/footnotes.xml'], counted, text, parts)
  const core = text('docProps/core.xml')
    .replace(/(<dcterms:(?:created|modified)[^>]*>)[^<]*/g, `$1${moment}`)
    .replace('</cp:coreProperties>', `<dc:language>${lang}</dc:language></cp:coreProperties>`)
  parts['docProps/core.xml'] = strToU8(core)
  return zipContainer(Object.entries(parts).map(([path, bytes]) => ({ path, bytes })))
}

/** Ids that docx counts through the process become the document's own, in the order of the text. */
function renumber(
  paths: readonly string[],
  counted: RegExp,
  text: (path: string) => string,
  parts: Record<string, Uint8Array>,
): void {
  const ids = new Map<string, number>()
  for (const path of paths)
    parts[path] = strToU8(
      text(path).replace(counted, (_all, before: string, id: string) => {
        ids.set(id, ids.get(id) ?? ids.size + 1)
        return `${before}${ids.get(id)}"`
      }),
    )
}
