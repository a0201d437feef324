import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { manifestSchema } from '@charrette/publisher/manifest'
import type { PublishedGuide } from '@charrette/templates/site'
import * as pagefind from 'pagefind'

/** The index's files by their path in it. */
export type SearchIndex = ReadonlyMap<string, Uint8Array<ArrayBuffer>>

/** What Pagefind writes beside an index: interfaces of its own. Ours is `search-guides.js`. */
const isInterface = (path: string): boolean => /-ui\.|highlight|playground|worker/.test(path)

/** What a page shows and nobody looks for. */
const passedOver = ['.anchor', '.sections', '.note-back', '.opening-number', '.errata']

/** Pagefind is one process for all: one index is built after the other. */
let building: Promise<unknown> = Promise.resolve()

/**
 * Builds the search over the newest editions of guides, a language each, when it is asked for and
 * the editions are others than before. An edition never changes: the same editions give the same bytes.
 *
 * @param editionsFolder `editions/` of the data folder.
 */
export function searchIndexer(
  editionsFolder: string,
): (guides: readonly PublishedGuide[]) => Promise<SearchIndex> {
  let known: { key: string; index: Promise<SearchIndex> } | null = null
  let before: SearchIndex = new Map()
  return async (guides) => {
    const key = guides
      .map(({ slug, number }) => `${slug}/${number}`)
      .sort()
      .join()
    if (known?.key !== key) {
      const last = known?.index
      const index = buildAfterOthers(editionsFolder, guides)
      known = { key, index }
      index.catch(() => {
        if (known?.index === index) known = null
      })
      before = (await last?.catch(() => null)) ?? before
    }
    const index = await known.index
    // A page that lies open asks for the files that it was told of.
    return new Map([...before, ...index])
  }
}

function buildAfterOthers(
  editionsFolder: string,
  guides: readonly PublishedGuide[],
): Promise<SearchIndex> {
  const built = building.then(() => build(editionsFolder, guides))
  building = built.catch(() => {})
  return built
}

async function build(
  editionsFolder: string,
  guides: readonly PublishedGuide[],
): Promise<SearchIndex> {
  const { index, errors } = await pagefind.createIndex({
    rootSelector: 'main',
    excludeSelectors: passedOver,
  })
  if (!index) throw new Error(`The search cannot be built: ${errors.join(' ')}`)
  try {
    for (const guide of [...guides].sort((a, b) => (a.slug < b.slug ? -1 : 1)))
      for (const { path, html } of await chaptersOf(
        join(editionsFolder, guide.slug, guide.number),
      )) {
        const added = await index.addHTMLFile({
          url: `/guides/${guide.slug}/${path}`,
          content: html.replace('<main ', () => `<main data-pagefind-meta="${metaOf(guide)}" `),
        })
        if (added.errors.length > 0) throw new Error(added.errors.join(' '))
      }
    const made = await index.getFiles()
    if (made.errors.length > 0) throw new Error(made.errors.join(' '))
    return new Map(
      made.files
        .filter(({ path }) => !isInterface(path))
        .map(({ path, content }) => [path, new Uint8Array(content)]),
    )
  } finally {
    await index.deleteIndex()
    // Its process must not outlive what it was started for.
    await pagefind.close()
  }
}

/** `guide:Its title`, as an attribute: Pagefind has commas between several. */
const metaOf = ({ title }: PublishedGuide): string =>
  `guide:${title.replaceAll(',', '‚')}`
    .replaceAll('&', '&amp;')
    .replaceAll('"', '&quot;')
    .replaceAll('<', '&lt;')

/** The pages of an edition's chapters; the rest repeats them or lists them. */
async function chaptersOf(edition: string): Promise<{ path: string; html: string }[]> {
  const { files } = manifestSchema.parse(
    JSON.parse(await readFile(join(edition, 'manifest.json'), 'utf8')),
  )
  const pages = files.map(({ path }) => path).filter((path) => path.endsWith('/index.html'))
  const read = await Promise.all(
    pages.map(async (path) => ({
      path: path.slice(0, -'index.html'.length),
      html: await readFile(join(edition, path), 'utf8'),
    })),
  )
  return read.filter(({ html }) => html.includes('<body class="chapter-page">'))
}
