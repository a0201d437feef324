import { canonicalJson, folderOf, type Guide, readGuideFolder } from '@charrette/guides'
import { strFromU8, unzipSync } from 'fflate'
import { guideToHast } from '../hast/guide-to-hast.ts'
import type { ChapterFacts } from './chapter-facts.ts'
import type { EditionDifference } from './compare-facts.ts'
import { expectedFacts, unmarked } from './expected-facts.ts'

/** What the folder of Markdown says, read back as everybody reads it; nothing where it cannot be. */
export async function readMarkdown(bytes: Uint8Array): Promise<ChapterFacts[]> {
  const { readable } = await readGuideFolder(folderOf(unzipSync(bytes)))
  return readable ? expectedFacts(guideToHast(readable, { notes: 'end' })).map(unmarked) : []
}

/** The JSON holds the released text to the letter. */
export function compareJson(bytes: Uint8Array, guide: Guide): EditionDifference[] {
  const { guide: said } = JSON.parse(strFromU8(bytes)) as { guide: unknown }
  return canonicalJson(said) === canonicalJson(guide)
    ? []
    : [{ edition: 'JSON', kind: 'text', message: 'it holds another text' }]
}
