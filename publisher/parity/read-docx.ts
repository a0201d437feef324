import { strFromU8, unzipSync } from 'fflate'
import {
  addNote,
  type ChapterFacts,
  emptyFacts,
  normalLink,
  normalText,
  tableSize,
} from './chapter-facts.ts'
import { elementsOf, findAll, type ReadElement, readMarkup, textIn } from './read-markup.ts'

/** Chapters, glossary and bibliography of a Word document: what begins with a heading of level 1. */
export function readDocx(bytes: Uint8Array): ChapterFacts[] {
  const parts = unzipSync(bytes, { filter: ({ name }) => /\.(?:xml|rels)$/.test(name) })
  const part = (path: string): ReadElement =>
    readMarkup(strFromU8(parts[path] ?? new Uint8Array()), { xml: true })
  const addresses = (path: string): Map<string, string> =>
    new Map(
      findAll(part(path), ({ name }) => name === 'Relationship').map(({ attributes }) => [
        attributes.Id ?? '',
        attributes.TargetMode === 'External' ? (attributes.Target ?? '') : '',
      ]),
    )
  const inText = addresses('word/_rels/document.xml.rels')
  const inNotes = addresses('word/_rels/footnotes.xml.rels')
  const notes = new Map(
    findAll(part('word/footnotes.xml'), named('w:footnote')).map((note) => [
      note.attributes['w:id'] ?? '',
      note,
    ]),
  )
  const chapters: ChapterFacts[] = []
  let facts: ChapterFacts | null = null
  let pieces: string[] = []
  let noted: ChapterFacts[] = []
  const end = (): void => {
    if (facts) facts.text = normalText(pieces.join(''))
    if (facts) for (const note of noted) addNote(facts, note)
    pieces = []
    noted = []
  }
  const paragraph = (node: ReadElement): void => {
    const properties = elementsOf(node).find(named('w:pPr'))
    const style = settingOf(properties, 'w:pStyle')
    if (style === 'Heading1') {
      end()
      facts = emptyFacts(normalText(textOf(node)))
      chapters.push(facts)
      return
    }
    if (!facts || style === 'ChapterNumber' || style === 'Mentions') return
    if (style === 'Byline') {
      facts.byline += normalText(textOf(node))
      return
    }
    const level = /^Heading(\d)$/.exec(style)?.[1] ?? outlineOf(properties)
    if (level) facts.headings.push(`${level} ${normalText(textOf(node))}`)
    run(node, facts, inText)
  }
  const run = (node: ReadElement, into: ChapterFacts, targets: Map<string, string>): void => {
    for (const child of elementsOf(node)) {
      switch (child.name) {
        case 'w:t':
          pieces.push(textIn(child))
          break
        case 'w:footnoteReference': {
          const note = notes.get(child.attributes['w:id'] ?? '')
          const said = { ...emptyFacts(''), text: note ? normalText(textOf(note)) : '' }
          pieces.push(String(noted.push(said)))
          if (note) {
            const outside = pieces
            pieces = []
            run(note, said, inNotes)
            pieces = outside
          }
          break
        }
        case 'wp:docPr':
          if (child.attributes.descr) into.figures.push(normalText(child.attributes.descr))
          break
        case 'w:hyperlink': {
          const address = targets.get(child.attributes['r:id'] ?? '')
          // Word keeps the place within a page apart (ECMA-376, 17.16.22).
          const place = child.attributes['w:anchor']
          if (address) into.links.push(normalLink(place ? `${address}#${place}` : address))
          else if (child.attributes['w:anchor']?.startsWith('g_entry_'))
            into.citations.push(normalText(textOf(child)))
          run(child, into, targets)
          break
        }
        // A task's box says in the words of its own whether it is done.
        case 'w:sdt':
        case 'mc:Fallback':
          break
        default:
          run(child, into, targets)
      }
    }
  }
  const block = (node: ReadElement): void => {
    if (node.name === 'w:p') paragraph(node)
    else {
      if (node.name === 'w:tbl' && facts) facts.tables.push(sizeOf(node))
      for (const child of elementsOf(node)) block(child)
    }
  }
  for (const body of findAll(part('word/document.xml'), named('w:body'))) block(body)
  end()
  return chapters
}

const named =
  (name: string) =>
  (element: ReadElement): boolean =>
    element.name === name

const settingOf = (properties: ReadElement | undefined, name: string): string =>
  (properties && elementsOf(properties).find(named(name))?.attributes['w:val']) ?? ''

function outlineOf(properties: ReadElement | undefined): string {
  const level = settingOf(properties, 'w:outlineLvl')
  return level && Number(level) < 9 ? String(Number(level) + 1) : ''
}

const textOf = (node: ReadElement): string => findAll(node, named('w:t')).map(textIn).join('')

function sizeOf(table: ReadElement): string {
  const rows = findAll(table, named('w:tr'))
  const cells = rows.flatMap((row) => findAll(row, named('w:tc')))
  // What goes on from the row above is no cell of its own.
  const own = cells.filter((cell) => {
    const merged = findAll(cell, named('w:vMerge'))[0]
    return !merged || merged.attributes['w:val'] === 'restart'
  })
  return tableSize(rows.length, own.length)
}
