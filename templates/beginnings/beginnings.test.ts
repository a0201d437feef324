import {
  addChapter,
  chapterContent,
  chapterDraft,
  checkGuide,
  frontMatterMap,
  guideFromDoc,
  openGuidance,
  outline,
  writeChapterDraft,
} from '@charrette/guides'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { beginnings } from './index.ts'

describe.each(beginnings)('$name', ({ chapters, kind, description }) => {
  const doc = new Y.Doc()
  frontMatterMap(doc).set('title', 'A title')
  frontMatterMap(doc).set('slug', 'a-title')
  frontMatterMap(doc).set('kind', kind)
  for (const { title, blocks } of chapters)
    writeChapterDraft(doc, addChapter(doc, { title }), { type: 'doc', content: blocks })

  test('fits the schema, and asks for something in every chapter', () => {
    for (const { id } of outline(doc)) chapterDraft(doc, id).check()
    expect(outline(doc).map(({ title }) => title)).toEqual(chapters.map(({ title }) => title))
    expect(openGuidance(doc)).toHaveLength(chapters.length)
    expect(description.length).toBeLessThan(110)
  })

  test('breaks no rule but that it is still to be written', () => {
    const rules = new Set(
      checkGuide(guideFromDoc(doc)).map(({ ruleId, message }) => `${ruleId}: ${message}`),
    )
    const unwritten =
      /^(front-matter|chapter-empty|example-incomplete|table-header|table-caption|reference-unknown)/
    expect([...rules].filter((rule) => !unwritten.test(rule))).toEqual([])
  })

  test('leaves no word of its guidance in what is submitted', () => {
    const words = chapters.flatMap(({ blocks }) =>
      [...JSON.stringify(blocks).matchAll(/"guidance":"(.*?)"/g)].map(([, guidance]) => guidance),
    )
    expect(words.length).toBeGreaterThan(chapters.length)
    for (const { id } of outline(doc)) {
      const frozen = JSON.stringify(chapterContent(doc, id))
      for (const guidance of words) expect(frozen).not.toContain(guidance)
    }
  })
})
