import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { bringBackChapter } from '../bring-back.ts'
import { checkGuide } from '../checks/check-guide.ts'
import type { NodeJson } from '../guide.ts'
import {
  addChapter,
  chapterContent,
  chapterDraft,
  chapterFragment,
  frontMatterMap,
  guideFromDoc,
  writeChapterDraft,
} from '../guide-doc.ts'
import { chapterToMarkdown } from '../markdown/index.ts'
import { wordCount } from '../plain-text.ts'
import { draftSchema, suggest } from '../suggestions/index.ts'
import {
  cityExample,
  doc,
  h2,
  li,
  p,
  table,
  task,
  tasks,
  td,
  th,
  tr,
  ul,
} from '../testing/builders.ts'
import { guidanceOf } from './guidance.ts'
import { openGuidance } from './open-guidance.ts'

const ask = (guidance: string, ...content: NodeJson[]): NodeJson => ({
  type: 'paragraph',
  attrs: { guidance },
  ...(content.length > 0 ? { content } : {}),
})

function guideOf(...blocks: NodeJson[]): Y.Doc {
  const ydoc = new Y.Doc()
  frontMatterMap(ydoc).set('title', 'A guide')
  frontMatterMap(ydoc).set('slug', 'a-guide')
  addChapter(ydoc, { id: 'a', title: 'A' })
  writeChapterDraft(ydoc, 'a', { type: 'doc', content: blocks })
  return ydoc
}

test('guidance is in a draft, and in nothing that is made of it', () => {
  const ydoc = guideOf(
    h2('Why'),
    ask('Say why.'),
    p('Because.'),
    ul(li(ask('A first reason.')), li('A second.')),
    tasks(task(false, ask('A step.'))),
    cityExample({}, [ask('What it did.')], [ask('What came of it.')]),
    table({}, tr(th('When'), th(ask('Who.'))), tr(td('9:00'), td(ask('Ana?')))),
  )
  expect(JSON.stringify(chapterDraft(ydoc, 'a').toJSON())).toContain('A first reason.')
  expect(chapterContent(ydoc, 'a')).toEqual(
    doc(
      h2('Why'),
      p('Because.'),
      // What must hold a paragraph holds one that says nothing.
      ul(li(p()), li('A second.')),
      tasks(task(false, p())),
      cityExample({}, [p()], [p()]),
      table({}, tr(th('When'), th()), tr(td('9:00'), td())),
    ),
  )
  const guide = guideFromDoc(ydoc)
  expect(JSON.stringify(guide)).not.toMatch(/guidance|first reason|Say why/)
  expect(
    chapterToMarkdown(guide.chapters[0] ?? { title: '', lang: null, content: doc() }),
  ).not.toMatch(/guidance|Say why/)
  // A, Why, Because, A second, When, 9:00
  expect(wordCount(guide)).toBe(8)
})

test('where something is written, it stays, and its guidance does not show', () => {
  const ydoc = guideOf(ask('Say why.', { type: 'text', text: 'Because.' }))
  expect(chapterContent(ydoc, 'a')).toEqual(doc(p('Because.')))
  expect(guidanceOf(chapterDraft(ydoc, 'a').child(0))).toBeNull()
  expect(openGuidance(ydoc)).toEqual([])
})

test('a chapter of guidance alone is empty, and said to be', () => {
  const ydoc = guideOf(h2('Why'), ask('Say why.'))
  expect(openGuidance(ydoc)).toMatchObject([
    { ruleId: 'guidance-open', message: 'Only guidance is in this chapter', chapterId: 'a' },
  ])
  expect(checkGuide(guideFromDoc(ydoc))).toContainEqual(
    expect.objectContaining({
      ruleId: 'chapter-empty',
      severity: 'error',
      message: 'This chapter has headings, and nothing stands below them',
    }),
  )
  const alone = guideOf(ask('Say why.'))
  expect(chapterContent(alone, 'a')).toEqual(doc(p()))
  expect(checkGuide(guideFromDoc(alone))).toContainEqual(
    expect.objectContaining({ message: 'This chapter is empty' }),
  )
  expect(openGuidance(guideOf(p('Words.'), ask('One.'), ask('Two.')))).toMatchObject([
    { message: '2 places still wait for what their guidance asks' },
  ])
})

test('a suggested text is no text yet: without it guidance is all there is', () => {
  const ydoc = guideOf(ask('Say why.'))
  const before = chapterDraft(ydoc, 'a')
  const after = before.copy(
    before.content.replaceChild(
      0,
      before.child(0).copy(before.content.replaceChild(0, draftSchema.text('Because.'))),
    ),
  )
  const suggested = suggest(before, after, { id: 'ana111', isMine: () => false }).doc
  writeChapterDraft(ydoc, 'a', suggested.toJSON() as NodeJson)
  expect(chapterDraft(ydoc, 'a').textContent).toBe('Because.')
  expect(chapterContent(ydoc, 'a')).toEqual(doc(p()))
})

test('guidance waits on where an earlier text is brought back', () => {
  const ydoc = guideOf(p('Once.'), ask('Say why.'))
  const once = guideFromDoc(ydoc).chapters[0]
  if (!once) throw new Error('no chapter')
  const fragment = chapterFragment(ydoc, 'a')
  fragment.delete(0, 1)
  bringBackChapter(ydoc, once)
  expect(chapterContent(ydoc, 'a')).toEqual(doc(p('Once.')))
  expect([...chapterDraft(ydoc, 'a').children].map(guidanceOf)).toContain('Say why.')
})
