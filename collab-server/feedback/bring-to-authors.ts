import {
  addThread,
  anchorAt,
  chapterFragment,
  commentsMap,
  draftSchema,
  newSuggestionId,
  outline,
  signSuggestion,
  suggestionsMap,
  type Writer,
} from '@charrette/guides'
import { prosemirrorToYXmlFragment } from '@tiptap/y-tiptap'
import { Node } from 'prosemirror-model'
import * as Y from 'yjs'
import { z } from 'zod'
import type { Handlers } from '../jobs/index.ts'
import { guidePath, notify, peopleOfGuide } from '../notifications/index.ts'
import type { Store } from '../store/open-store.ts'
import type { ReaderFeedbackRow } from '../store/tables.ts'
import type { Sync } from '../sync/index.ts'
import type { ReaderComment, ReaderExample } from './keep-feedback.ts'
import { reader } from './reader.ts'

/**
 * The job that brings what a reader wrote into the living text: words as a comment thread on their
 * chapter, a city example as a suggestion at its end. Where the chapter is gone, both are comments
 * that stand nowhere. What is written there carries the id of its row, so a second try after a crash
 * finds the first.
 */
export function feedbackJobs({
  store,
  sync,
}: {
  store: Store
  sync: Pick<Sync, 'edit'>
}): Handlers {
  return {
    'reader-feedback': async ({ payload }) => {
      const { id } = z.object({ id: z.string() }).parse(payload)
      const row = await store.db
        .selectFrom('reader_feedback')
        .selectAll()
        .where('id', '=', id)
        .executeTakeFirst()
      if (!row || row.arrived_as !== null) return
      const now = new Date()
      let arrivedAs: 'comment' | 'suggestion' = 'comment'
      await sync.edit(row.guide_id, { accountId: reader.accountId, cityId: '' }, (doc) => {
        arrivedAs = writeInto(doc, row, now)
      })
      await tellAuthors(store, row, arrivedAs, now)
    },
  }
}

function writeInto(doc: Y.Doc, row: ReaderFeedbackRow, now: Date): 'comment' | 'suggestion' {
  if (suggestionsMap(doc).has(row.id)) return 'suggestion'
  if (commentsMap(doc).has(row.id)) return 'comment'
  const by: Writer = { ...reader, city: row.city }
  const isThere = outline(doc).some(({ id }) => id === row.chapter_id)
  if (row.kind === 'example' && isThere) {
    signSuggestion(doc, row.id, by, now)
    chapterFragment(doc, row.chapter_id).push([
      suggestedExample(row.id, JSON.parse(row.content) as ReaderExample),
    ])
    return 'suggestion'
  }
  const beginning = isThere ? anchorAt(doc, row.chapter_id, { from: 0, to: 0 }) : null
  addThread(doc, {
    threadId: row.id,
    by,
    anchor: beginning ?? {
      chapterId: row.chapter_id,
      kind: 'block',
      from: '',
      to: '',
      quote: row.chapter_title,
    },
    body: `${wordsOf(row)}\n\n(“${row.chapter_title}”, edition ${row.number})`,
    mentions: [],
    now,
  })
  return 'comment'
}

/** The city example as a block that a suggestion brought. */
function suggestedExample(
  suggestionId: string,
  { city, state, population, year, action, outcome }: ReaderExample,
): Y.XmlElement {
  const paragraphs = (text: string) =>
    text.split(/\r?\n\s*\n/).map((words) => ({
      type: 'paragraph',
      content: [{ type: 'text', text: words.replace(/\s+/g, ' ').trim() }],
    }))
  const text = Node.fromJSON(draftSchema, {
    type: 'doc',
    content: [
      {
        type: 'cityExample',
        attrs: {
          city,
          state,
          population,
          year,
          contact: '',
          source: '',
          id: `example-${newSuggestionId()}`,
          inserted: suggestionId,
        },
        content: [
          { type: 'exampleAction', content: paragraphs(action) },
          { type: 'exampleOutcome', content: paragraphs(outcome) },
        ],
      },
    ],
  })
  const fragment = new Y.Doc().getXmlFragment('example')
  prosemirrorToYXmlFragment(text, fragment)
  const example = fragment.get(0)
  if (!(example instanceof Y.XmlElement)) throw new Error(`No element but ${String(example)}`)
  return example.clone()
}

function wordsOf({ kind, content }: ReaderFeedbackRow): string {
  if (kind === 'comment') return (JSON.parse(content) as ReaderComment).text
  const { city, state, population, year, action, outcome } = JSON.parse(content) as ReaderExample
  const facts = [
    year === null ? '' : String(year),
    population === null ? '' : `${population.toLocaleString('en-US')} residents`,
  ].filter(Boolean)
  return [
    `A city example for this guide: ${state ? `${city}, ${state}` : city}${facts.length > 0 ? ` (${facts.join(', ')})` : ''}`,
    `What the city did: ${action}`,
    `What came of it: ${outcome}`,
  ].join('\n\n')
}

async function tellAuthors(
  { db }: Store,
  { id, guide_id, chapter_id, chapter_title, city }: ReaderFeedbackRow,
  arrivedAs: 'comment' | 'suggestion',
  now: Date,
): Promise<void> {
  const to = await peopleOfGuide(db, guide_id)
  const path = await guidePath(db, guide_id)
  await db.transaction().execute(async (trx) => {
    await trx
      .updateTable('reader_feedback')
      .set({ arrived_as: arrivedAs })
      .where('id', '=', id)
      .execute()
    await notify(trx, {
      kind: 'feedback',
      cause: `feedback:${id}`,
      title:
        arrivedAs === 'suggestion'
          ? `A reader (${city}) proposes a city example for “${chapter_title}”.`
          : `A reader (${city}) wrote about “${chapter_title}”.`,
      href: `${path}/chapters/${chapter_id}`,
      to,
      by: null,
      now,
    })
  })
}
