import { type CslItem, cslItemSchema } from '@charrette/guides'

/** What a reference manager gave us: BibTeX (Zotero, JabRef) or RIS (EndNote, libraries). */
export interface ReadSources {
  items: CslItem[]
  /** What could not be read, in words. */
  problems: string[]
}

/** Fields of CSL-JSON that editions print; abstracts and notes of a library stay there. */
const printed = [
  ...['title', 'title-short', 'author', 'editor', 'translator', 'issued', 'accessed'],
  ...['container-title', 'collection-title', 'publisher', 'publisher-place', 'volume', 'issue'],
  ...['page', 'number', 'edition', 'genre', 'medium', 'DOI', 'URL', 'ISBN', 'ISSN'],
  ...['event-title', 'event-place', 'archive', 'language'],
]

/** Characters of one source; the living document takes no more. */
const MOST = 8000

/**
 * Reads a bibliography's file. What it is, it says itself: RIS begins with `TY  -`.
 *
 * @param text the file's.
 */
export async function readSourceFile(text: string): Promise<ReadSources> {
  const isRis = /^\s*\uFEFF?TY {2}- /.test(text)
  const { Cite } = await library()
  let read: unknown[]
  try {
    read = new Cite(text, {
      forceType: isRis ? '@ris/file' : '@bibtex/text',
      generateGraph: false,
      maxChainLength: 10,
      strict: true,
      target: '@csl/list+object',
    }).data
  } catch (error) {
    const [reason] = (error instanceof Error ? error.message : String(error)).split('\n')
    return { items: [], problems: [`This is neither BibTeX nor RIS that can be read: ${reason}`] }
  }
  if (read.length === 0)
    return {
      items: [],
      problems: ['There is no source in this file: it is neither BibTeX nor RIS.'],
    }
  return sourcesFrom(read)
}

/** Sources as the living document takes them, whoever made them. */
export function sourcesFrom(read: readonly unknown[]): ReadSources {
  const items: CslItem[] = []
  const problems: string[] = []
  const taken = new Set<string>()
  for (const [index, value] of read.entries()) {
    const source = value as Record<string, unknown>
    const fields = Object.fromEntries(
      printed.flatMap((field) => (source[field] === undefined ? [] : [[field, source[field]]])),
    )
    const parsed = cslItemSchema.safeParse({
      ...fields,
      id: keyOf(source, taken),
      type: source.type ?? 'document',
    })
    const named = String(source.title ?? source.id ?? `entry ${index + 1}`).slice(0, 80)
    const [issue] = parsed.error?.issues ?? []
    if (!parsed.success)
      problems.push(`“${named}” was left out: ${issue?.path.join('.')} ${issue?.message}.`)
    else if (JSON.stringify(parsed.data).length > MOST)
      problems.push(`“${named}” was left out: it is longer than a source can be.`)
    else items.push(parsed.data as CslItem)
  }
  return { items, problems }
}

/** A short key such as `doe2020`, unlike the others. */
function keyOf(source: Record<string, unknown>, taken: Set<string>): string {
  const { author, issued, title } = source as {
    author?: { family?: unknown; literal?: unknown }[]
    issued?: { 'date-parts'?: unknown[][] }
    title?: unknown
  }
  const own = String(source['citation-key'] ?? '')
  const first = author?.[0]
  const name = String(first?.family ?? first?.literal ?? title ?? 'source')
  const word =
    name
      .normalize('NFKD')
      .toLowerCase()
      .match(/[a-z]+/)?.[0] ?? 'source'
  const year = String(issued?.['date-parts']?.[0]?.[0] ?? '')
  const base = /^[\w:.-]{1,60}$/.test(own) ? own : `${word}${year}`
  let key = base
  for (let count = 2; taken.has(key); count++) key = `${base}-${count}`
  taken.add(key)
  return key
}

/** Loaded with the first file: most servers run for days without one. */
async function library() {
  const core = await import('@citation-js/core')
  // They register themselves, and not all of them have types.
  for (const plugin of ['@citation-js/plugin-bibtex', '@citation-js/plugin-ris'])
    await import(plugin)
  return core
}
