import { readFile } from 'node:fs/promises'
import { Node } from 'prosemirror-model'
import { expect, test } from 'vitest'
import type { NodeJson } from '../../guide.ts'
import { draftSchema } from '../../suggestions/draft-schema.ts'
import { newSuggestionId } from '../../suggestions/records.ts'
import { guideJson, settle, withoutSuggestions } from '../../suggestions/settle.ts'
import { suggest } from '../../suggestions/suggest.ts'
import {
  cite,
  doc,
  em,
  figure,
  footnote,
  h2,
  h3,
  li,
  p,
  ref,
  strong,
  table,
  td,
  th,
  tr,
  ul,
} from '../../testing/builders.ts'
import { importWord } from '../import-word.ts'
import { suggestReturned } from './suggest-returned.ts'

const draftOf = (content: NodeJson): Node => Node.fromJSON(draftSchema, content)
const accepted = (draft: Node): NodeJson => guideJson(settle(draft, () => 'accept'))

function returned(draft: Node, sent: NodeJson, back: NodeJson) {
  const made = suggestReturned(draft, sent, back, newSuggestionId)
  expect(guideJson(withoutSuggestions(made.draft))).toEqual(guideJson(withoutSuggestions(draft)))
  return made
}

/** What the editor sees once every change is accepted. */
const after = (text: NodeJson, sent: NodeJson, back: NodeJson) =>
  accepted(returned(draftOf(text), sent, back).draft)

test('words, blocks and their order come back as suggestions, each by itself', () => {
  const text = doc(
    h2('Why'),
    p('Cities plant trees for shade and for water.'),
    p('This goes.'),
    ul(li('One'), li('Two')),
  )
  const back = doc(
    h2('Why'),
    p('Cities plant many trees for shade and for rain.'),
    ul(li('One'), li('One and a half'), li('Two')),
    h3('New'),
    p('A new paragraph.'),
  )
  const { draft, changes, findings } = returned(draftOf(text), text, back)
  expect(accepted(draft)).toEqual(back)
  expect(findings).toEqual([])
  expect(changes.map(({ words }) => words)).toEqual([
    'many ',
    'rain',
    '',
    'One and a half',
    'New A new paragraph.',
  ])
})

test('what Word does not know stays: citations, references, ids, pictures, notes', () => {
  const text = doc(
    h2({ id: 'why' }, 'Why'),
    p(
      'Shade cools ',
      cite('doe2020', 'p. 3'),
      ' streets, see ',
      ref('why'),
      '.',
      footnote('Old note.'),
    ),
    figure({ src: 'pictures/map.svg', alt: 'A map' }, 'Trees.'),
  )
  const sent = doc(
    h2('Why'),
    p('Shade cools (Doe 2020, 3) streets, see section “Why”.', footnote('Old note.')),
    figure({ src: 'pictures/1.png', alt: 'A map' }, 'Trees.'),
  )
  const back = doc(
    h2('Why'),
    p('Shade really cools (Doe 2020, 3) streets, see section “Why”.', footnote('New note.')),
    figure({ src: 'pictures/1.png', alt: 'A map of trees' }, 'Many trees.'),
  )
  expect(after(text, sent, back)).toEqual(
    doc(
      h2({ id: 'why' }, 'Why'),
      p(
        'Shade really cools ',
        cite('doe2020', 'p. 3'),
        ' streets, see ',
        ref('why'),
        '.',
        footnote('New note.'),
      ),
      figure({ src: 'pictures/map.svg', alt: 'A map of trees' }, 'Many trees.'),
    ),
  )
})

test('words of a citation that were changed are told, and one that was taken out goes', () => {
  const text = doc(p('Shade cools ', cite('doe2020'), ' streets.'))
  const sent = doc(p('Shade cools (Doe 2020) streets.'))
  const changed = returned(draftOf(text), sent, doc(p('Shade cools (Doe 2021) streets.')))
  expect(accepted(changed.draft)).toEqual(text)
  expect(changed.findings).toEqual([
    expect.objectContaining({ ruleId: 'word-return-reference', quote: '2021' }),
  ])
  expect(after(text, sent, doc(p('Shade cools streets.')))).toEqual(doc(p('Shade cools streets.')))
})

test('formatting, another kind of block, and cells of a table', () => {
  const cells = (last: string) =>
    table({ caption: 'Speeds' }, tr(th('Down'), th('Up')), tr(td('100'), td(last)))
  const text = doc(p('Not bold at all.'), p('A title'), cells('20'))
  const back = doc(p('Not ', strong('bold'), ' at ', em('all'), '.'), h2('A title'), cells('25'))
  const { draft, findings } = returned(draftOf(text), text, back)
  expect(accepted(draft)).toEqual(back)
  expect(findings).toEqual([])
})

test('what others suggest in the same words stays theirs', () => {
  const text = doc(p('Cities plant trees.'))
  const theirId = newSuggestionId()
  const theirs = suggest(draftOf(text), draftOf(doc(p('Cities gladly plant trees.'))), {
    id: theirId,
    isMine: () => false,
  }).doc
  const { draft } = returned(theirs, text, doc(p('Cities plant old trees.')))
  expect(guideJson(settle(draft, (id) => (id === theirId ? 'reject' : 'accept')))).toEqual(
    doc(p('Cities plant old trees.')),
  )
  expect(accepted(draft)).toEqual(doc(p('Cities gladly plant old trees.')))
})

test('nothing changed is nothing suggested', () => {
  const text = doc(h2('Why'), p('A.'), p('A.'), p(), ul(li('x')))
  expect(returned(draftOf(text), text, text).changes).toEqual([])
})

test('a chapter that LibreOffice saved is changed where somebody changed it, and nowhere else', async () => {
  const read = async (name: string) => {
    const bytes = new Uint8Array(await readFile(new URL(`../fixtures/${name}`, import.meta.url)))
    const { chapters } = await importWord(bytes, { name: 'chapter', asGuide: false })
    const content = chapters[1]?.content
    if (!content) throw new Error('no chapter')
    return content
  }
  const sent = await read('sent.docx')
  const { changes, findings } = returned(
    draftOf(sent),
    sent,
    await read('returned-by-libreoffice.docx'),
  )
  expect(changes.map(({ words }) => words)).toEqual(['(changed in LibreOffice) '])
  expect(findings).toEqual([])
})
