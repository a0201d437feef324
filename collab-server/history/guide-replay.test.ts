import {
  addChapter,
  bringBackChapter,
  chapterContent,
  chapterFragment,
  deleteChapter,
  draftSchema,
  moveChapter,
  settle,
  suggest,
} from '@charrette/guides'
import { updateYFragment, yXmlFragmentToProseMirrorRootNode } from '@tiptap/y-tiptap'
import fc from 'fast-check'
import type { Node } from 'prosemirror-model'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import type { StoredUpdate } from '../sync/guide-log.ts'
import { GuideReplay, type Restorations } from './guide-replay.ts'

/** Several people who write in one guide; what each does is an entry of its log. */
function aLog() {
  const log: StoredUpdate[] = []
  const docs = new Map<string, Y.Doc>()
  const docOf = (who: string): Y.Doc => {
    const known = docs.get(who)
    if (known) return known
    const doc = new Y.Doc()
    for (const { update } of log) Y.applyUpdate(doc, update)
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === 'others') return
      const [accountId = '', cityId = ''] = who.split('@')
      const at = new Date(Date.UTC(2026, 0, 1) + log.length * 1000).toISOString()
      log.push({ seq: log.length + 1, update, accountId, cityId, at })
      for (const other of docs.values()) if (other !== doc) Y.applyUpdate(other, update, 'others')
    })
    docs.set(who, doc)
    return doc
  }
  const edit = (who: string, change: (doc: Node) => Node, chapterId = 'one') => {
    const doc = docOf(who)
    const fragment = chapterFragment(doc, chapterId)
    const before = yXmlFragmentToProseMirrorRootNode(fragment, draftSchema)
    doc.transact(() =>
      updateYFragment(doc, fragment, change(before), { mapping: new Map(), isOMark: new Map() }),
    )
  }
  return {
    log,
    docOf,
    edit,
    /** Types letter by letter at the end of a block. */
    type: (who: string, words: string, block = 0, chapterId = 'one') => {
      for (const letter of words)
        edit(
          who,
          (doc) => withBlock(doc, block, (node) => text(node.textContent + letter)),
          chapterId,
        )
    },
    begin: (who: string, id = 'one') => addChapter(docOf(who), { id, title: id }),
  }
}

const text = (words: string): Node =>
  draftSchema.node('paragraph', null, words ? [draftSchema.text(words)] : [])
const docOf = (...words: string[]): Node => draftSchema.node('doc', null, words.map(text))
const withBlock = (doc: Node, index: number, change: (node: Node) => Node): Node =>
  draftSchema.node(
    'doc',
    null,
    doc.children.map((node, at) => (at === index ? change(node) : node)),
  )
const words = (doc: Node): string[] => doc.children.map(({ textContent }) => textContent)

function replayed(log: StoredUpdate[], restorations?: Restorations): GuideReplay {
  const replay = new GuideReplay('g', restorations)
  for (const entry of log) replay.apply(entry)
  return replay
}

/** Each stretch of a chapter with its city: "ana's words@riverbend". */
function written(replay: GuideReplay, chapterId = 'one'): string[] {
  return [...replay.passagesOf(chapterId)].flatMap(({ text: whole, by }) => {
    let at = 0
    return by.map(({ length, writer }) => {
      at += length
      return `${whole.slice(at - length, at)}@${replay.writers[writer]?.cityId}`
    })
  })
}

test('what is typed is its typist’s, letter by letter, in any order', () => {
  const room = aLog()
  room.begin('ana@riverbend')
  room.type('ana@riverbend', 'Plant oaks')
  room.type('ben@lathrop', ' and elms')
  room.edit('ana@riverbend', () => docOf('Please plant oaks and elms'))
  expect(written(replayed(room.log))).toEqual(['Please plant oaks@riverbend', ' and elms@lathrop'])
})

test('words stay whose they were when others split, join, move or format their paragraph', () => {
  const room = aLog()
  room.begin('ana@riverbend')
  room.type('ana@riverbend', 'Plant oaks along every street.')
  const ben = 'ben@lathrop'
  room.edit(ben, () => docOf('Plant oaks', ' along every street.'))
  const split = ['Plant oaks@riverbend', ' along every street.@riverbend']
  expect(written(replayed(room.log))).toEqual(split)
  room.edit(ben, () => docOf(' along every street.', 'Plant oaks'))
  expect(written(replayed(room.log))).toEqual([...split].reverse())
  room.edit(ben, () => docOf(' along every street.Plant oaks'))
  expect(written(replayed(room.log))).toEqual([' along every street.Plant oaks@riverbend'])
  room.edit(ben, () =>
    draftSchema.node('doc', null, [
      draftSchema.node('heading', { level: 2 }, [
        draftSchema.text(' along every street.Plant oaks', [draftSchema.mark('emphasis')]),
      ]),
    ]),
  )
  expect(written(replayed(room.log))).toEqual([' along every street.Plant oaks@riverbend'])
})

test('what is cut and pasted in another chapter, or deleted and taken back, keeps its writer', () => {
  const room = aLog()
  room.begin('ana@riverbend')
  room.begin('ben@lathrop', 'two')
  room.type('ana@riverbend', 'Plant oaks along every street.')
  room.edit('ben@lathrop', () => docOf(''))
  room.edit('ben@lathrop', () => docOf('Plant oaks along every street.'), 'two')
  expect(written(replayed(room.log), 'two')).toEqual(['Plant oaks along every street.@riverbend'])
  const undo = new Y.UndoManager(chapterFragment(room.docOf('ben@lathrop'), 'two'))
  room.edit('ben@lathrop', () => docOf(''), 'two')
  undo.undo()
  expect(written(replayed(room.log), 'two')).toEqual(['Plant oaks along every street.@riverbend'])
})

test('a chapter that is moved, or put away and brought back, keeps its writers', () => {
  const room = aLog()
  room.begin('ana@riverbend')
  room.begin('ben@lathrop', 'two')
  room.type('ana@riverbend', 'Plant oaks.')
  moveChapter(room.docOf('ben@lathrop'), 'one', 1)
  deleteChapter(room.docOf('ben@lathrop'), 'one', new Date())
  expect(written(replayed(room.log))).toEqual(['Plant oaks.@riverbend'])
})

const byBen = { id: 'ben111', isMine: (id: string) => id === 'ben111' }

test('a suggestion is its suggester’s once it is accepted, and nobody’s before', () => {
  const room = aLog()
  room.begin('ana@riverbend')
  room.type('ana@riverbend', 'Plant oaks everywhere.')
  room.edit(
    'ben@lathrop',
    (doc) => suggest(doc, docOf('Plant oaks and elms.', 'Water them.'), byBen).doc,
  )
  expect(written(replayed(room.log))).toEqual(['Plant oaks everywhere.@riverbend'])
  room.edit('cleo@ferry', (doc) => settle(doc, () => 'accept'))
  expect(written(replayed(room.log))).toEqual([
    'Plant oaks @riverbend',
    'and elms@lathrop',
    '.@riverbend',
    'Water them.@lathrop',
  ])
})

test('who suggests to split a paragraph does not become the writer of its end', () => {
  const room = aLog()
  room.begin('ana@riverbend')
  room.type('ana@riverbend', 'Plant oaks along every street.')
  room.edit(
    'ben@lathrop',
    (doc) => suggest(doc, docOf('Plant oaks', ' along every street.'), byBen).doc,
  )
  room.edit('cleo@ferry', (doc) => settle(doc, () => 'accept'))
  expect(written(replayed(room.log))).toEqual([
    'Plant oaks@riverbend',
    ' along every street.@riverbend',
  ])
})

test('what a text brings in at once is its bringer’s', () => {
  const room = aLog()
  room.begin('ana@riverbend')
  room.edit('ben@lathrop', () => docOf('Out of a Word file.', 'With two paragraphs.'))
  expect(written(replayed(room.log))).toEqual([
    'Out of a Word file.@lathrop',
    'With two paragraphs.@lathrop',
  ])
})

test('a text that is restored is whose it was, to the letter', () => {
  const room = aLog()
  room.begin('ana@riverbend')
  room.type('ana@riverbend', 'Oaks.')
  room.type('ben@lathrop', ' Elms')
  const sourceSeq = room.log.length
  const content = chapterContent(room.docOf('ana@riverbend'), 'one')
  // Letter by letter: no stretch of it is ever deleted as a whole.
  for (let i = 9; i >= 0; i--) room.edit('ana@riverbend', () => docOf('Oaks. Elms'.slice(0, i)))
  const cleo = room.docOf('cleo@ferry')
  cleo.transact(() => bringBackChapter(cleo, { id: 'one', title: 'one', lang: null, content }))
  const restorations = new Map([[cleo.clientID, { sourceSeq }]])
  expect(written(replayed(room.log, restorations))).toEqual(['Oaks.@riverbend', ' Elms@lathrop'])
})

test('a client that somebody else brings again stays its own writer’s', () => {
  const room = aLog()
  room.begin('ana@riverbend')
  room.type('ana@riverbend', 'ab')
  // The server lost Ana's last letters, and Ben, who had seen them, brings them back.
  const last = room.log.at(-1)
  if (last) Object.assign(last, { accountId: 'ben', cityId: 'lathrop' })
  expect(written(replayed(room.log))).toEqual(['ab@riverbend'])
})

test('who begins by moving another’s words writes their own after it', () => {
  const room = aLog()
  room.begin('ana@riverbend')
  room.edit('ana@riverbend', () => docOf('Plant oaks along every street.', 'Water them.'))
  room.edit('ben@lathrop', () => docOf('Water them.', 'Plant oaks along every street.'))
  room.type('ben@lathrop', ' Elms', 0)
  expect(written(replayed(room.log)).filter((stretch) => stretch.includes('Elms'))).toEqual([
    ' Elms@lathrop',
  ])
})

test('a sitting is one person’s, whoever writes meanwhile, with the chapters and how much', () => {
  const room = aLog()
  room.begin('ana@riverbend')
  room.begin('ana@riverbend', 'two')
  room.type('ana@riverbend', 'Oaks')
  room.type('ben@lathrop', 'Elms', 0, 'two')
  room.type('ana@riverbend', ' grow')
  room.edit('ben@lathrop', () => docOf('Oa grow'))
  const later = { ...room.log.at(-1) }
  room.type('ana@riverbend', '!')
  const last = room.log.at(-1)
  if (last) last.at = new Date(Date.parse(later.at ?? '') + 31 * 60_000).toISOString()
  const { sittings } = replayed(room.log)
  expect(
    sittings.map(({ accountId, cityId, firstSeq, lastSeq, chapters }) => [
      `${accountId}@${cityId} ${firstSeq}-${lastSeq}`,
      Object.fromEntries(chapters),
    ]),
  ).toEqual(
    [
      ['ana@riverbend 1-15', { one: { added: 9, removed: 0 }, two: { added: 0, removed: 0 } }],
      ['ben@lathrop 7-16', { two: { added: 4, removed: 0 }, one: { added: 0, removed: 2 } }],
      ['ana@riverbend 17-17', { one: { added: 1, removed: 0 }, two: undefined }],
    ].map(([who, chapters]) => [who, JSON.parse(JSON.stringify(chapters))]),
  )
})

test('whatever several write, split, join and move: every character has one of them, and keeps them', () => {
  const people = ['ana@riverbend', 'ben@lathrop', 'cleo@ferry']
  const step = fc.record({ who: fc.nat(2), what: fc.nat(4), where: fc.nat(30), length: fc.nat(12) })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 16 }), (steps) => {
      const room = aLog()
      room.begin('ana@riverbend')
      let written = 0
      for (const { who, what, where, length } of steps)
        room.edit(people[who] ?? '', (doc) => edited(doc, { what, where, length, word: written++ }))
      const replay = replayed(room.log)
      const mine = new Map<string, string>()
      for (const { text: whole, by } of replay.passagesOf('one')) {
        expect(by.reduce((sum, { length }) => sum + length, 0)).toBe(whole.length)
        let at = 0
        for (const { length, writer } of by) {
          const city = replay.writers[writer]?.cityId ?? ''
          mine.set(city, (mine.get(city) ?? '') + whole.slice(at, at + length))
          at += length
        }
      }
      // Each typed only their own letter: whatever else they did, none of another's became theirs.
      for (const [city, theirs] of mine)
        expect([city, theirs.replace(/[^abc]/g, '').replaceAll(letterOf(city), '')]).toEqual([
          city,
          '',
        ])

      function edited(
        doc: Node,
        {
          what,
          where,
          length,
          word,
        }: { what: number; where: number; length: number; word: number },
      ): Node {
        const who = steps[word]?.who ?? 0
        const all = words(doc)
        const index = where % all.length
        const line = all[index] ?? ''
        const cut = (where * 7) % (line.length + 1)
        // Ten of a letter and a number: nothing that is moved is the same by chance.
        const fresh = `${'abc'[who]?.repeat(10)}${word}`
        if (what === 0) all[index] = line.slice(0, cut) + fresh + line.slice(cut)
        else if (what === 1) all.splice(index, 1, line.slice(0, cut), line.slice(cut))
        else if (what === 2 && all.length > 1) all.splice(index, 2, line + (all[index + 1] ?? ''))
        else if (what === 3 && all.length > 1) all.push(...all.splice(index, 1))
        else all[index] = line.slice(0, cut) + line.slice(cut + length)
        return docOf(...all)
      }
    }),
    { numRuns: 30 },
  )
})

const letterOf = (city: string): string =>
  ({ riverbend: 'a', lathrop: 'b', ferry: 'c' })[city] ?? ''
