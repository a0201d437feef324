import { randomUUID } from 'node:crypto'
import {
  addThread,
  anchorAt,
  chapterDraft,
  chapterFragment,
  chaptersMap,
  draftSchema,
  type Finding,
  type NodeJson,
  newSuggestionId,
  outline,
  picturesMap,
  signSuggestion,
  suggestionsOf,
  type Writer,
} from '@charrette/guides'
import {
  type ImportedComment,
  type ImportedWord,
  type ReturnedChange,
  returnFinding,
  suggestReturned,
} from '@charrette/guides/word'
import { updateYFragment } from '@tiptap/y-tiptap'
import { Node } from 'prosemirror-model'
import * as Y from 'yjs'
import type { Files } from '../files/index.ts'
import { readGuideAt } from '../history/read-history.ts'
import type { Store } from '../store/open-store.ts'
import type { Sync } from '../sync/index.ts'
import { cleanPictures, type Importer, insertReport, type WordFile } from './import-document.ts'
import { signed } from './put-chapters.ts'
import { readInThread } from './read-in-thread.ts'
import { ReturnRefusal } from './return-refusal.ts'
import { SENDING } from './send-chapter.ts'

/**
 * Suggests in a chapter what somebody changed in the Word file that was sent out of it, in the name of
 * who brings it back; tracked changes as well as others.
 *
 * It is suggested in the text as it was when it was sent, and merged with the living one as an author
 * who wrote without a network since: what others changed meanwhile stays. The suggestions and their
 * report come in one transaction.
 *
 * @returns the id of the report.
 * @throws {WordRefusal} where the file cannot be read; {ReadersBusy}.
 * @throws {ReturnRefusal} `not-sent-from-here`, `of-another-chapter`, `chapter-gone`,
 * `nothing-changed`.
 */
export async function returnChapter(
  { store, files, sync }: { store: Store; files: Files; sync: Pick<Sync, 'editWithRows'> },
  {
    guideId,
    chapterId,
    file,
    importer,
    now = new Date(),
  }: { guideId: string; chapterId: string; file: WordFile; importer: Importer; now?: Date },
): Promise<string> {
  const options = { name: 'chapter', asGuide: false }
  const back = await cleanPictures(files, await readInThread({ bytes: file.bytes, options }))
  const sending = await sendingOf(store, back, { guideId, chapterId })
  const sent = await readInThread({ bytes: await files.get(sending.sha256), options })
  const fork = await readGuideAt(store, guideId, sending.log_seq)
  const title = outline(fork).find(({ id }) => id === chapterId)?.title ?? ''
  const pair = pairOf(title, sent, back)
  const draft = chapterDraft(fork, chapterId)
  const made = suggestReturned(draft, pair.sent, pair.back, newSuggestionId)
  const findings = [...newFindings(sent, back), ...pair.findings, ...made.findings]
  const comments = back.comments.filter(({ messages: [first] }) => first)
  if (made.changes.length === 0 && comments.length === 0 && findings.length === 0)
    throw new ReturnRefusal(
      'nothing-changed',
      'Nothing was changed in this file since it was sent out.',
    )
  const update = suggestIn(fork, chapterId, made.draft, {
    changes: made.changes,
    comments,
    pictures: newPictures(sent, back),
    by: writerOf(importer),
    now,
  })
  const id = randomUUID()
  let overtaken: ReturnedChange[] = []
  const edited = await sync.editWithRows(
    guideId,
    importer,
    (doc) => {
      if (!isThere(doc, chapterId))
        throw new ReturnRefusal(
          'chapter-gone',
          'This chapter was deleted since it was sent out. Bring it back in the history first.',
        )
      Y.applyUpdate(doc, update)
      const there = suggestionsIn(chapterDraft(doc, chapterId))
      overtaken = made.changes.filter(({ id: change, words }) => words && !there.has(change))
    },
    (trx) => report(trx),
  )
  // Findings alone change no text.
  if (!edited) await store.db.transaction().execute(report)
  return id

  async function report(trx: Parameters<Parameters<Sync['editWithRows']>[3]>[0]): Promise<void> {
    const lost = overtaken.map(({ words }) => returnFinding('word-return-overtaken', words))
    await insertReport(trx, {
      id,
      guideId,
      file,
      importer,
      now,
      report: {
        kind: 'suggestions',
        chapters: [{ id: chapterId, title }],
        pictures: newPictures(sent, back).size,
        comments: comments.length,
        suggestions: made.changes.length - overtaken.length,
        suggestedBy: [...new Set([...back.changes.values()].map(({ author }) => author))].filter(
          Boolean,
        ),
        findings: [...findings, ...lost].map(({ ruleId, message, mend, quote }) => ({
          ruleId,
          message,
          mend,
          chapterTitle: title,
          chapterId,
          quote,
        })),
      },
    })
  }
}

async function sendingOf(
  { db }: Store,
  { properties }: ImportedWord,
  { guideId, chapterId }: { guideId: string; chapterId: string },
): Promise<{ sha256: string; log_seq: number }> {
  const sending = await db
    .selectFrom('sent_chapter')
    .selectAll()
    .where('id', '=', properties.get(SENDING) ?? '')
    .executeTakeFirst()
  // Of a guide that they may have no part in, nobody learns more than that it is another.
  if (sending?.guide_id !== guideId)
    throw new ReturnRefusal(
      'not-sent-from-here',
      'This file does not say that it was sent out of this guide. Bring back the file that “This chapter as Word” gave you, or bring this one in as new chapters.',
    )
  if (sending.chapter_id !== chapterId)
    throw new ReturnRefusal(
      'of-another-chapter',
      'This file was sent out of another chapter of this guide. Open that chapter, and bring it back there.',
    )
  return sending
}

/** The chapter in both files, and what was changed around it. */
function pairOf(
  title: string,
  sent: ImportedWord,
  back: ImportedWord,
): { sent: NodeJson; back: NodeJson; findings: Finding[] } {
  const at = Math.max(
    0,
    sent.chapters.findIndex((chapter) => chapter.title === title),
  )
  const was = sent.chapters[at]
  if (!was) throw new RangeError('The file that was sent has no chapter')
  const before = sent.chapters.slice(0, at).map((chapter) => chapter.title)
  const behind = new Set(sent.chapters.slice(at + 1).map((chapter) => chapter.title))
  const from = Math.max(
    back.chapters.findIndex((chapter) => chapter.title === was.title),
    Math.min(
      back.chapters.filter((chapter) => before.includes(chapter.title)).length,
      back.chapters.length - 1,
    ),
    0,
  )
  const end = back.chapters.findIndex(
    ({ title: other }, index) => index > from && behind.has(other),
  )
  // What became a chapter in Word is a section of this one.
  const [is, ...more] = back.chapters.slice(from, end < 0 ? undefined : end)
  const content = [
    ...(is?.content.content ?? []),
    ...more.flatMap((chapter) => [
      { type: 'heading', attrs: { level: 2 }, content: textOf(chapter.title) },
      ...(chapter.content.content ?? []),
    ]),
  ]
  const around = (chapters: ImportedWord['chapters'], own: readonly unknown[]) =>
    chapters.filter((chapter) => !own.includes(chapter)).map(({ content: text }) => wordsOf(text))
  const [outside, outsideNow] = [around(sent.chapters, [was]), around(back.chapters, [is, ...more])]
  const changed = outsideNow.filter((words) => !outside.includes(words))
  return {
    sent: was.content,
    back: { type: 'doc', content },
    findings: [
      ...(is && is.title !== was.title ? [returnFinding('word-return-title', is.title)] : []),
      ...changed.map((words) => returnFinding('word-return-around', words)),
    ],
  }
}

const textOf = (text: string): NodeJson[] => (text ? [{ type: 'text', text }] : [])
const wordsOf = (content: NodeJson): string => Node.fromJSON(draftSchema, content).textContent

/** What our own file loses on its way through Word is nothing that somebody did in it. */
function newFindings(sent: ImportedWord, back: ImportedWord): Finding[] {
  const known = sent.findings.map(({ ruleId, quote }) => JSON.stringify([ruleId, quote]))
  return back.findings.filter(({ ruleId, quote }) => {
    const at = known.indexOf(JSON.stringify([ruleId, quote]))
    if (at >= 0) known.splice(at, 1)
    return at < 0
  })
}

/** Pictures that were put in in Word, by their paths. */
const newPictures = (sent: ImportedWord, back: ImportedWord): ImportedWord['pictures'] =>
  new Map([...back.pictures].filter(([path]) => !sent.pictures.has(path)))

/** @returns the update that suggests it, for any later state of the guide. */
function suggestIn(
  fork: Y.Doc,
  chapterId: string,
  draft: Node,
  {
    changes,
    comments,
    pictures,
    by,
    now,
  }: {
    changes: readonly ReturnedChange[]
    comments: readonly ImportedComment[]
    pictures: ImportedWord['pictures']
    by: Writer
    now: Date
  },
): Uint8Array {
  const before = Y.encodeStateVector(fork)
  fork.transact(() => {
    for (const [path, { picture }] of pictures) picturesMap(fork).set(path, picture)
    for (const { id } of changes) signSuggestion(fork, id, by, now)
    updateYFragment(fork, chapterFragment(fork, chapterId), draft, {
      mapping: new Map(),
      isOMark: new Map(),
    })
    for (const comment of comments) putComment(fork, chapterId, comment, by, now)
  })
  return Y.encodeStateAsUpdate(fork, before)
}

const isThere = (doc: Y.Doc, chapterId: string): boolean =>
  chaptersMap(doc).get(chapterId)?.get('deletedAt') === undefined && chaptersMap(doc).has(chapterId)

function suggestionsIn(draft: Node): Set<string> {
  const ids = new Set<string>()
  draft.descendants((node) => {
    for (const id of suggestionsOf(node)) ids.add(id)
  })
  return ids
}

/** A comment beside its words where they stand once; else beside the chapter's first block. */
function putComment(
  doc: Y.Doc,
  chapterId: string,
  { quote, messages }: ImportedComment,
  by: Writer,
  now: Date,
): void {
  const anchor = anchorAt(doc, chapterId, placeOf(chapterDraft(doc, chapterId), quote))
  const body = messages.map(signed).join('\n\n')
  if (anchor) addThread(doc, { anchor, body, by, mentions: [], now })
}

function placeOf(draft: Node, quote: string): { from: number; to: number } {
  let place = { from: 0, to: 0 }
  draft.descendants((node, at) => {
    if (!node.isTextblock || place.to > 0 || !quote) return
    const words = node.textBetween(0, node.content.size, undefined, ' ')
    const index = words.indexOf(quote)
    if (index >= 0) place = { from: at + 1 + index, to: at + 1 + index + quote.length }
  })
  return place
}

const writerOf = ({ accountId, name, city }: Importer): Writer => ({ accountId, name, city })
