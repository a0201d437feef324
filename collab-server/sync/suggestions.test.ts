import {
  addChapter,
  bibliographyMap,
  chapterDraft,
  chapterFragment,
  draftSchema,
  frontMatterMap,
  picturesMap,
  renameChapter,
  settle,
  signSuggestion,
  suggest,
  suggestionRecord,
  suggestionsMap,
} from '@charrette/guides'
import { updateYFragment } from '@tiptap/y-tiptap'
import { Fragment, type Node } from 'prosemirror-model'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { checkUpdate, type UpdateWriter } from './content-check.ts'
import { SuggestOnly } from './suggest-only.ts'

const now = new Date('2026-01-02T03:04:05Z')
const by = (name: string) => ({ accountId: name, name, city: `City of ${name}` })
const writer = (name: string): UpdateWriter => ({ ...by(name), scope: 'everything' })
const suggester = (name: string): UpdateWriter => ({ ...by(name), scope: 'suggestions' })
const suggestOnly = new SuggestOnly()

/** What a client sends who has what the server has and changes it. */
function attempt(server: Y.Doc, who: UpdateWriter, change: (doc: Y.Doc) => void): void {
  const client = new Y.Doc()
  Y.applyUpdate(client, Y.encodeStateAsUpdate(server))
  const before = Y.encodeStateVector(client)
  change(client)
  const update = Y.encodeStateAsUpdate(client, before)
  checkUpdate(server, update, who)
  if (who.scope === 'suggestions') suggestOnly.check(server, update, who)
  Y.applyUpdate(server, update)
}

test('[G1] a suggestion is signed once, by the person who makes it', () => {
  const server = new Y.Doc()
  attempt(server, writer('ana'), (doc) => signSuggestion(doc, 'abcdef', by('ana'), now))
  const refused = 'signed once, by the person who makes it'
  for (const change of [
    (doc: Y.Doc) => signSuggestion(doc, 'ghijkl', by('ana'), now),
    (doc: Y.Doc) => suggestionsMap(doc).set('abcdef', { by: by('ben'), at: now.toISOString() }),
    (doc: Y.Doc) => suggestionsMap(doc).delete('abcdef'),
  ])
    expect(() => attempt(server, writer('ben'), change)).toThrow(refused)
  expect(() =>
    attempt(server, { ...writer('ben'), scope: 'comments' }, (doc) =>
      signSuggestion(doc, 'ghijkl', by('ben'), now),
    ),
  ).toThrow('You can comment on this guide')
})

test('[G2] what is no signature is refused', () => {
  for (const [key, value] of [
    ['x', { by: by('ben'), at: now.toISOString() }],
    ['abcdef', { by: by('ben') }],
    ['abcdef', new Y.Map()],
  ] as const)
    expect(() =>
      attempt(new Y.Doc(), writer('ben'), (doc) => suggestionsMap(doc).set(key, value)),
    ).toThrow(/A guide cannot have/)
})

const shown = (server: Y.Doc): string => chapterDraft(server, 'one').textContent
const p = (words: string): Node => draftSchema.node('paragraph', null, [draftSchema.text(words)])
const heading = (words: string, id: string | null = null): Node =>
  draftSchema.node('heading', { level: 2, id }, [draftSchema.text(words)])

const replaced = (text: Node, index: number, block: Node): Node =>
  text.copy(Fragment.fromArray(text.children.toSpliced(index, 1, block)))

/** Puts another text in a chapter's place, as the editor's binding does. */
const write =
  (change: (text: Node) => Node) =>
  (doc: Y.Doc): void => {
    const text = change(chapterDraft(doc, 'one'))
    doc.transact(() =>
      updateYFragment(doc, chapterFragment(doc, 'one'), text, {
        mapping: new Map(),
        isOMark: new Map(),
      }),
    )
  }

/** Suggests that the chapter holds these blocks. */
const suggests =
  (id: string, name: string, ...blocks: Node[]) =>
  (doc: Y.Doc): void => {
    signSuggestion(doc, id, by(name), now)
    const isMine = (other: string) => suggestionRecord(doc, other)?.by.accountId === name
    write((text) => suggest(text, draftSchema.node('doc', null, blocks), { id, isMine }).doc)(doc)
  }

function chapterOfAna(): Y.Doc {
  const server = new Y.Doc()
  attempt(server, writer('ana'), (doc) => {
    addChapter(doc, { id: 'one', title: 'One' })
    write(() => draftSchema.node('doc', null, [heading('Trees'), p('Plant oaks.')]))(doc)
  })
  return server
}

test('[G3] who may only suggest changes the text by suggestions of their own and in no other way', () => {
  const server = chapterOfAna()
  const refused = 'You can suggest changes'
  attempt(
    server,
    suggester('ben'),
    suggests('benben', 'ben', heading('Trees'), p('Plant elms.'), p('Often.')),
  )
  expect(shown(server)).toBe('TreesPlant oakelms.Often.')
  attempt(
    server,
    writer('ana'),
    suggests(
      'anaana',
      'ana',
      heading('Street trees'),
      ...chapterDraft(server, 'one').children.slice(1),
    ),
  )
  const text = chapterDraft(server, 'one')
  for (const change of [
    // Writing, deleting, setting apart, and the same under another's name or nobody's.
    write((now) => replaced(now, 1, p('Plant elms.'))),
    write((now) => now.cut(0, now.child(0).nodeSize)),
    write((now) =>
      replaced(now, 0, draftSchema.node('heading', { level: 3 }, now.child(0).content)),
    ),
    write(
      (now) =>
        suggest(now, draftSchema.node('doc', null, [p('No.')]), {
          id: 'anaana',
          isMine: () => false,
        }).doc,
    ),
    write(
      (now) =>
        suggest(now, draftSchema.node('doc', null, [p('No.')]), {
          id: 'nobody',
          isMine: () => false,
        }).doc,
    ),
    // Accepting one's own, and answering another's.
    write((now) => settle(now, (id) => (id === 'benben' ? 'accept' : null))),
    write((now) => settle(now, (id) => (id === 'anaana' ? 'reject' : null))),
  ]) {
    expect(() => attempt(server, suggester('ben'), change)).toThrow(refused)
    expect(chapterDraft(server, 'one').eq(text)).toBe(true)
  }
  // Somebody else goes on meanwhile; one's own can be taken back.
  attempt(
    server,
    writer('ana'),
    write((now) => now.copy(now.content.addToEnd(p('Water them.')))),
  )
  attempt(
    server,
    suggester('ben'),
    write((now) => settle(now, (id) => (id === 'benben' ? 'reject' : null))),
  )
  expect(shown(server)).toBe('TStreet treesPlant oaks.Water them.')
})

test('[G3] nothing around the text either, but for what a suggestion brings with it', () => {
  const server = chapterOfAna()
  const picture = { sha256: 'a'.repeat(64), type: 'image/png', width: 1, height: 1 }
  attempt(server, suggester('ben'), (doc) => {
    picturesMap(doc).set('pictures/a.png', picture as never)
    bibliographyMap(doc).set('oke', { id: 'oke', type: 'book' } as never)
  })
  // A thing that is referred to is given an id, once.
  attempt(
    server,
    suggester('ben'),
    write((now) => replaced(now, 0, heading('Trees', 'trees'))),
  )
  for (const change of [
    (doc: Y.Doc) => renameChapter(doc, 'one', 'Two'),
    (doc: Y.Doc) => addChapter(doc, { title: 'Two' }),
    (doc: Y.Doc) => frontMatterMap(doc).set('title', 'Mine'),
    (doc: Y.Doc) => picturesMap(doc).set('pictures/a.png', { ...picture, width: 2 } as never),
    (doc: Y.Doc) => picturesMap(doc).delete('pictures/a.png'),
    write((now) => replaced(now, 0, heading('Trees', 'shrubs'))),
  ])
    expect(() => attempt(server, suggester('ben'), change)).toThrow('You can suggest changes')
})
