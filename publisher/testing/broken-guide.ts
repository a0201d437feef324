import { readFileSync } from 'node:fs'
import { fixtureFolder, fixtureNames, fixtures } from './fixture-guide.ts'

/** What is changed in which fixture: one mistake of each kind that parity names. */
const changes: Record<string, [string, string][]> = {
  tables: [['| Fast | 1,000 | $60 |', '| Fast | 1,000 | $61 |\n| Slow | 1 | $5 |']],
  lists: [
    ['A second paragraph.', 'Another paragraph.'],
    ['Capital City', 'Ogdenville'],
  ],
  references: [['### Deeper', '### Deepened']],
  figures: [['alt="A map of lines"', 'alt="A map"']],
  footnotes: [
    ['A note in a mark.', 'A note without.'],
    ['https://example.org/a', 'https://example.org/b'],
  ],
  citations: [['key=fcc2024', 'key=doe2021']],
}

/** The guide of all fixtures, with one mistake of each kind. */
export function brokenFolder() {
  const files: Record<string, string> = {}
  for (const [name, replaced] of Object.entries(changes)) {
    const number = String(fixtureNames.indexOf(name) + 1).padStart(2, '0')
    let text = readFileSync(`${fixtures}${name}/input.md`, 'utf8')
    for (const [from, to] of replaced) {
      if (!text.includes(from)) throw new Error(`The fixture ${name} has no ${from}`)
      text = text.replace(from, to)
    }
    files[`chapters/${number}-${name}.md`] = text
  }
  return fixtureFolder(files)
}

/** What parity says of an edition that was made of it: its kinds, and the amount that is another. */
export const everyKind = [
  'amounts',
  'bylines',
  'citations',
  'figures',
  'headings',
  'links',
  'notes',
  'tables',
  'text',
]
