import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { slugPattern } from '@charrette/guides'
import { type Manifest, manifestSchema } from '@charrette/publisher/manifest'

/** An edition never changes: what was read of one is kept. */
const pagesRead = new Map<string, Promise<ReadonlyMap<string, string>>>()

/**
 * Where a page of an older edition is now: in the newest under another address where a page has its
 * title, else where it was.
 *
 * @param path of the page in its edition, ending in `/`: `networks/`.
 * @param numbers of the guide's editions that can be read, newest first.
 * @returns an address, or null where no edition ever had such a page.
 */
export async function movedPage(
  editionsFolder: string,
  slug: string,
  path: string,
  numbers: readonly string[],
): Promise<string | null> {
  const [newest, ...older] = numbers
  if (!newest || !slugPattern.test(slug)) return null
  for (const number of older) {
    const title = (await pagesOf(join(editionsFolder, slug, number))).get(path)
    if (title === undefined) continue
    const now = [...(await pagesOf(join(editionsFolder, slug, newest)))].find(
      ([, other]) => other === title,
    )
    return now ? `/guides/${slug}/${now[0]}` : `/guides/${slug}/${number}/${path}`
  }
  return null
}

/** Addresses of pages that older editions have and the newest has not. */
export async function movedPages(
  editionsFolder: string,
  slug: string,
  numbers: readonly string[],
): Promise<string[]> {
  const [newest, ...older] = numbers
  if (!newest) return []
  const now = await pagesOf(join(editionsFolder, slug, newest))
  const before = await Promise.all(
    older.map((number) => pagesOf(join(editionsFolder, slug, number))),
  )
  return [...new Set(before.flatMap((pages) => [...pages.keys()]))].filter((path) => !now.has(path))
}

/** The edition's pages by their path, each with its title. */
function pagesOf(edition: string): Promise<ReadonlyMap<string, string>> {
  const known = pagesRead.get(edition)
  if (known) return known
  const reading = readPages(edition)
  pagesRead.set(edition, reading)
  reading.catch(() => pagesRead.delete(edition))
  return reading
}

async function readPages(edition: string): Promise<ReadonlyMap<string, string>> {
  const { files }: Manifest = manifestSchema.parse(
    JSON.parse(await readFile(join(edition, 'manifest.json'), 'utf8')),
  )
  const paths = files.map(({ path }) => path).filter((path) => path.endsWith('/index.html'))
  const pages = paths.map(async (path): Promise<[string, string]> => {
    const [, title = ''] =
      /<h1[^>]*>([^<]*)</.exec(await readFile(join(edition, path), 'utf8')) ?? []
    return [path.slice(0, -'index.html'.length), title]
  })
  return new Map(await Promise.all(pages))
}
