import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { diskFolder } from '@charrette/guides/folder'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import {
  chapterFromMarkdown,
  chapterToMarkdown,
  checkGuide,
  findingAsText,
  folderOf,
  guideFromDoc,
  hasErrors,
  readGuideFolder,
  walkGuide,
  wordCount,
  writeGuideFolder,
  writeGuideToDoc,
} from './model/index.ts'

const library = fileURLToPath(new URL('./library/', import.meta.url))
const slugs = readdirSync(library, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)

test('two guides and three convenings are shipped with the project', () => {
  expect(slugs.sort()).toEqual([
    'access-and-inclusion-in-the-digital-age',
    'chattanooga-2014',
    'growing-wages-and-jobs',
    'miami-2015',
    'new-orleans-2016',
  ])
})

describe.each(slugs)('what is shipped as %s', async (slug) => {
  const { guide, pictures, findings } = await readGuideFolder(diskFolder(library + slug))

  test('has quotation marks and apostrophes of type, not of a typewriter', () => {
    if (!guide) throw new Error('not read')
    const typed = [...walkGuide(guide)].filter(
      ({ node, ancestors }) =>
        !ancestors.some(({ type }) => type === 'codeBlock') &&
        !node.marks?.some(({ type }) => type === 'code'),
    )
    expect(
      typed.filter(({ node }) => /["']/.test(node.text ?? '')).map(({ node }) => node.text),
    ).toEqual([])
  })

  test('reads, and passes every release check', () => {
    expect(findings.map(findingAsText)).toEqual([])
    if (!guide) throw new Error('not read')
    const failed = checkGuide(guide)
    expect(hasErrors(failed), failed.map(findingAsText).join('\n')).toBe(false)
  })

  test('is long enough to be of use', () => {
    if (!guide) throw new Error('not read')
    const { kind, held } = guide.frontMatter
    // A convening says what is known of it, which is not much.
    if (kind === 'convening')
      return expect(`${held?.city.name} ${held?.date}`).toBe(guide.frontMatter.title)
    expect(guide.chapters.length).toBeGreaterThanOrEqual(8)
    expect(wordCount(guide)).toBeGreaterThanOrEqual(12_000)
  })

  test('each chapter comes back from Markdown as it went in', () => {
    if (!guide) throw new Error('not read')
    for (const chapter of guide.chapters) {
      const again = chapterFromMarkdown(chapterToMarkdown(chapter), { path: chapter.id })
      expect(again.findings).toEqual([])
      expect(again.content).toEqual(chapter.content)
    }
  })

  test('comes back from its folder and from its Y.Doc as it went in', async () => {
    if (!guide) throw new Error('not read')
    const folder = folderOf(writeGuideFolder(guide, pictures))
    expect((await readGuideFolder(folder)).guide).toEqual(guide)
    const doc = new Y.Doc()
    writeGuideToDoc(guide, doc)
    const bibliography = [...guide.bibliography].sort((a, b) => (a.id < b.id ? -1 : 1))
    expect(guideFromDoc(doc)).toEqual({ ...guide, bibliography })
  })
})
