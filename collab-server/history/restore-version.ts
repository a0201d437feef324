import { bringBackChapter, bringBackGuide, canonicalJson, type Guide } from '@charrette/guides'
import * as Y from 'yjs'
import { type Actor, record } from '../review/audit-trail.ts'
import type { Store } from '../store/open-store.ts'
import type { Sync } from '../sync/index.ts'
import { forgetHistory } from './read-history.ts'
import { HistoryRefusal } from './refusals.ts'
import { listVersions, readVersion } from './versions.ts'

/**
 * Brings an earlier text back into the living one, a chapter of it or all: a new change after all
 * others, which its co-authors see as any other. Nothing that was is rewritten, so restoring the
 * version that stood before takes it back.
 *
 * @returns the version that stood before.
 * @throws {HistoryRefusal} `version-not-found`, `version-unreadable`, `chapter-not-in-version`,
 * `nothing-to-restore`.
 */
export async function restoreVersion(
  { store, sync }: { store: Store; sync: Pick<Sync, 'readGuide' | 'edit'> },
  {
    guideId,
    ref,
    chapterId,
    actor,
    cityId,
    now = new Date(),
  }: {
    guideId: string
    ref: string
    chapterId: string | null
    actor: Actor
    cityId: string
    now?: Date
  },
): Promise<{ before: string }> {
  const { guide, seq } = await readVersion({ store, sync }, guideId, ref)
  if (!guide)
    throw new HistoryRefusal('version-not-found', 'Before its first words a guide has no text.')
  const chapter = chapterOf(guide, chapterId)
  const before = await readVersion({ store, sync }, guideId, 'now')
  const named = (await listVersions(store, guideId)).find((version) => version.ref === ref)
  const version = named?.name ?? ''
  // Whose words come back is told by the client that writes them: it is known before they are there.
  const clientId = new Y.Doc().clientID
  const { db } = store
  await db
    .insertInto('guide_restoration')
    .values({
      guide_id: guideId,
      client_id: String(clientId),
      source_seq: seq,
      version,
      chapter_id: chapterId,
      restored_by: canonicalJson(actor),
      restored_at: now.toISOString(),
    })
    .execute()
  const changed = await sync.edit(guideId, { accountId: actor.accountId, cityId }, (doc) => {
    doc.clientID = clientId
    if (chapter) bringBackChapter(doc, chapter)
    else bringBackGuide(doc, guide, now)
  })
  forgetHistory(store, guideId)
  if (!changed) {
    await db
      .deleteFrom('guide_restoration')
      .where('guide_id', '=', guideId)
      .where('client_id', '=', String(clientId))
      .execute()
    throw new HistoryRefusal('nothing-to-restore', 'The text is as it was then: nothing changed.')
  }
  const what = chapter ? `the chapter “${chapter.title || 'Untitled'}”` : 'the whole guide'
  await db.transaction().execute((trx) =>
    record(trx, {
      guideId,
      at: now.toISOString(),
      actor,
      action: 'restore-version',
      summary: `${actor.name} brought back ${what}${version ? ` as in “${version}”` : ' as it stood earlier'}.`,
      details: { version: ref, sourceSeq: seq, chapter: chapterId ?? '' },
    }),
  )
  return { before: `u${before.seq}` }
}

function chapterOf(guide: Guide, chapterId: string | null): Guide['chapters'][number] | null {
  if (chapterId === null) return null
  const chapter = guide.chapters.find(({ id }) => id === chapterId)
  if (!chapter)
    throw new HistoryRefusal(
      'chapter-not-in-version',
      'That version of the guide does not have this chapter. Choose a later one.',
    )
  return chapter
}
