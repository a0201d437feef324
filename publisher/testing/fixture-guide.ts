import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { folderOf, type Guide, readGuideFolder } from '@charrette/guides'
import type { ReleaseBundle } from '../release-bundle.ts'

/** Where the fixtures lie: each a folder with `input.md`, a chapter, and what is expected of it. */
export const fixtures = fileURLToPath(new URL('../fixtures/', import.meta.url))

export const fixtureNames = readdirSync(fixtures).sort()

const bibliography = [
  {
    id: 'fcc2024',
    type: 'report',
    title: 'Measuring Broadband <America>',
    author: [{ literal: 'Federal Communications Commission' }],
    issued: { 'date-parts': [[2024]] },
    URL: 'https://example.org/fcc?a=1&b=2',
  },
  {
    id: 'doe2020',
    type: 'article-journal',
    title: 'Routers for Readers',
    'container-title': 'Journal of Lending',
    volume: '4',
    page: '1-9',
    author: [{ family: 'Doe', given: 'Jo' }],
    issued: { 'date-parts': [[2020]] },
    DOI: '10.1234/abc.def',
  },
  {
    id: 'doe2021',
    type: 'book',
    title: 'More Routers',
    publisher: 'Lending Press',
    author: [{ family: 'Doe', given: 'Jo' }],
    issued: { 'date-parts': [[2021]] },
  },
  {
    id: 'statute',
    type: 'legislation',
    title: 'An Act for Lines',
    issued: { 'date-parts': [[1996]] },
  },
]

const map =
  '<svg xmlns="http://www.w3.org/2000/svg" width="320" height="200" viewBox="0 0 320 200"><path d="M0 0h320v200z" fill="#14365f"/></svg>'

/** The folder of a guide that has every fixture as a chapter: every node of the schema is in it. */
export function fixtureFolder(changes: Record<string, string | Uint8Array> = {}) {
  return folderOf({
    'guide.yaml': [
      'title: Every kind of thing',
      'subtitle: A guide for tests',
      'slug: every-kind',
      'summary: It holds one of each, & more.',
      'cities: [{ name: Springfield, state: IL }, { name: Shelbyville }]',
      'topics: [tests]',
    ].join('\n'),
    'bibliography.json': JSON.stringify(bibliography),
    'pictures/map.svg': map,
    ...Object.fromEntries(
      fixtureNames.map((name, index) => [
        `chapters/${String(index + 1).padStart(2, '0')}-${name}.md`,
        readFileSync(`${fixtures}${name}/input.md`, 'utf8'),
      ]),
    ),
    ...changes,
  })
}

/** The bundle of a guide's folder, released on a fixed day. */
export async function bundleOf(
  folder: Parameters<typeof readGuideFolder>[0],
): Promise<ReleaseBundle & { guide: Guide }> {
  const { guide, pictures, findings } = await readGuideFolder(folder)
  if (!guide) throw new Error(`The guide has errors: ${JSON.stringify(findings, null, 2)}`)
  return {
    guide,
    release: {
      number: '1.0',
      contentHash: '5d0664ef7f7da3d0bd2f576369939a73692303093caf79c6dc678541e0a211a1',
      releasedAt: '2026-11-24T23:30:00.000Z',
      consortium: 'Consortium of Tests',
      approvals: [
        { name: 'Edith Lind', city: 'Alder Falls', approvedAt: '2026-11-23T12:00:00.000Z' },
      ],
      changelog: 'The first release.',
    },
    async readPicture(sha256) {
      const bytes = pictures.get(sha256)
      if (!bytes) throw new RangeError(`No picture ${sha256}`)
      return bytes
    },
  }
}

export const fixtureBundle = (): Promise<ReleaseBundle> => bundleOf(fixtureFolder())
