import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { EXAMPLES_FILE, listedExamplesSchema } from '@charrette/publisher/city-examples'
import type { ListedExample, PublishedGuide } from '@charrette/templates/site'

/**
 * Reads the city examples of editions. An edition never changes, so each is read once.
 *
 * @param editionsFolder `editions/` of the data folder.
 * @returns a function from the published guides to the examples of their newest editions.
 */
export function exampleReader(
  editionsFolder: string,
): (guides: PublishedGuide[]) => Promise<ListedExample[]> {
  const read = new Map<string, Promise<ListedExample[]>>()
  return async (guides) => {
    const wanted = new Map(guides.map((guide) => [`${guide.slug}/${guide.number}`, guide]))
    for (const edition of read.keys()) if (!wanted.has(edition)) read.delete(edition)
    const lists = [...wanted].map(([edition, guide]) => {
      const known = read.get(edition)
      if (known) return known
      const reading = readEdition(join(editionsFolder, edition), guide)
      read.set(edition, reading)
      return reading
    })
    return (await Promise.all(lists)).flat()
  }
}

async function readEdition(
  folder: string,
  { slug, title, topics }: PublishedGuide,
): Promise<ListedExample[]> {
  // An edition without an example has no such file.
  const text = await readFile(join(folder, EXAMPLES_FILE), 'utf8').catch(() => null)
  if (text === null) return []
  const root = `/guides/${slug}/`
  return listedExamplesSchema.parse(JSON.parse(text)).examples.map((example) => ({
    ...example,
    href: root + example.href,
    html: fromSite(example.html, root),
    guide: { slug, title, topics },
  }))
}

/** Addresses in an example lead from its edition's root; on the site, from the newest edition's. */
const fromSite = (html: string, root: string): string =>
  html.replaceAll(/ (href|src)="(?![a-z][a-z0-9+.-]*:)([^"]*)"/gi, ` $1="${root}$2"`)
