import { randomUUID } from 'node:crypto'
import { canonicalJson, contentHash, type Guide } from '@charrette/guides'
import { correctionsOf, creditsOfText, withCredits } from '../credits/index.ts'
import { readAttribution } from '../history/attribution.ts'
import { editorsOf, guidePath, notify } from '../notifications/index.ts'
import type { Store } from '../store/open-store.ts'
import type { Sync } from '../sync/index.ts'
import { type Actor, record } from './audit-trail.ts'
import { writeParts } from './candidate-parts.ts'
import { citiesOf } from './cities-of-chapters.ts'
import { correctedGuide, type Erratum } from './erratum.ts'
import { ReviewRefusal } from './refusals.ts'

/**
 * Freezes a guide exactly as it is on disk now and puts it before the editors; for an erratum, the
 * last release with one chapter as it is on disk now. What is typed afterwards goes on in the draft.
 * An open candidate of the same kind is superseded by it.
 *
 * @returns the candidate's number within the guide.
 * @throws {ReviewRefusal} `front-matter-incomplete`; for an erratum also `nothing-to-correct`,
 * `chapter-not-released`, `chapter-unchanged`.
 */
export async function submitCandidate(
  { store, sync }: { store: Store; sync: Pick<Sync, 'readGuide'> },
  {
    guideId,
    actor,
    note,
    erratum,
    now = new Date(),
  }: {
    guideId: string
    actor: Actor
    note: string
    erratum?: { chapterId: string; reason: string } | undefined
    now?: Date
  },
): Promise<number> {
  const draft = await readWhole(sync, guideId)
  const attribution = await readAttribution(store, guideId)
  const credits = creditsOfText(attribution, await correctionsOf(store.db, guideId))
  const credited = withCredits(draft.guide, credits)
  const { guide, about } = erratum
    ? await correction(store, guideId, credited, erratum)
    : { guide: credited, about: null }
  const kind = about ? 'erratum' : 'revision'
  const hash = await contentHash(guide)
  const at = now.toISOString()
  return store.db.transaction().execute(async (trx) => {
    const last = await trx
      .selectFrom('candidate')
      .select('number')
      .where('guide_id', '=', guideId)
      .orderBy('number', 'desc')
      .limit(1)
      .executeTakeFirst()
    const number = (last?.number ?? 0) + 1
    await trx
      .updateTable('candidate')
      .set({ state: 'superseded' })
      .where('guide_id', '=', guideId)
      .where('state', '=', 'submitted')
      .where('kind', '=', kind)
      .execute()
    const id = randomUUID()
    await trx
      .insertInto('candidate')
      .values({
        id,
        guide_id: guideId,
        number,
        state: 'submitted',
        content_hash: hash,
        content: canonicalJson(guide),
        state_vector: draft.stateVector,
        log_seq: draft.seq,
        note,
        submitted_by: canonicalJson(actor),
        submitted_at: at,
        decided_by: null,
        decided_at: null,
        reason: '',
        kind,
        erratum: about ? canonicalJson(about) : null,
        changelog: '',
      })
      .execute()
    await writeParts(trx, id, guide, citiesOf(attribution))
    await record(trx, {
      guideId,
      at,
      actor,
      action: about ? 'submit-erratum' : 'submit-candidate',
      summary: about
        ? `${actor.name} submitted candidate ${number}, a correction of “${about.chapterTitle}”: ${about.reason}`
        : `${actor.name} submitted candidate ${number} for review.`,
      details: { candidate: number, contentHash: hash },
    })
    const { title } = guide.frontMatter
    await notify(trx, {
      kind: 'review-request',
      cause: `submitted:${id}`,
      title: about
        ? `${actor.name} asks you to approve a correction of “${title}”.`
        : `${actor.name} asks you to review “${title}” (candidate ${number}).`,
      href: `${await guidePath(trx, guideId)}/review/${number}`,
      to: await editorsOf(trx, guideId),
      by: actor.accountId,
      now,
    })
    return number
  })
}

async function correction(
  { db }: Store,
  guideId: string,
  draft: Guide,
  { chapterId, reason }: { chapterId: string; reason: string },
): Promise<{ guide: Guide; about: Erratum }> {
  const released = await db
    .selectFrom('release')
    .innerJoin('candidate', 'candidate.id', 'release.candidate_id')
    .select('candidate.content')
    .where('release.guide_id', '=', guideId)
    .orderBy('release.ordinal', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!released)
    throw new ReviewRefusal(
      'nothing-to-correct',
      'An erratum corrects a release, and this guide has none yet. Submit the whole guide instead.',
    )
  const guide = correctedGuide(JSON.parse(released.content) as Guide, draft, chapterId)
  const chapterTitle = guide.chapters.find(({ id }) => id === chapterId)?.title || 'Untitled'
  return { guide, about: { chapterId, chapterTitle, reason } }
}

async function readWhole(
  sync: Pick<Sync, 'readGuide'>,
  guideId: string,
): Promise<{ guide: Guide; stateVector: Uint8Array; seq: number }> {
  try {
    return await sync.readGuide(guideId)
  } catch (error) {
    if (error instanceof Error && error.name.includes('ZodError'))
      throw new ReviewRefusal(
        'front-matter-incomplete',
        'The guide needs at least a title before it can be submitted. Fill in its front matter.',
      )
    throw error
  }
}
