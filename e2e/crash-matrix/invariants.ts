import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { ReceivedMail } from '../../collab-server/mail/testing/relay.ts'
import { verifyChain } from '../../collab-server/review/index.ts'
import { openStoreAsItIs, type StorePlace } from '../../collab-server/store/open-store.ts'
import { loadGuide } from '../../collab-server/sync/guide-log.ts'
import { missingOf, type Replica } from '../../collab-server/sync/proof/replica.ts'
import { verifyEdition } from '../../publisher/verify-edition.ts'

/** What must be true of everything that is kept, whenever a process dies. */
export interface Kept {
  place: StorePlace
  /** The guide that is typed in, and who typed in it. */
  typed: { guideId: string; authors: readonly Replica[] }
  /** The guide that is released, with what its people were told has been done. */
  released: { guideId: string; slug: string; told: Told }
  mails: readonly ReceivedMail[]
}

/** Answers that said that something is done. */
export interface Told {
  candidates: Set<number>
  /** Content hashes of which an approval was taken. */
  approvals: Set<string>
  /** Numbers of releases. */
  releases: Set<string>
}

/** Reads everything as it lies there. Empty where all holds; else what does not, a line each. */
export async function violationsIn({ place, typed, released, mails }: Kept): Promise<string[]> {
  const wrong: string[] = []
  const store = openStoreAsItIs(place)
  try {
    const { db } = store
    const { doc } = await loadGuide(store, typed.guideId)
    for (const { name, acknowledged } of typed.authors)
      for (const what of missingOf(acknowledged, doc.live))
        wrong.push(`an acknowledged edit is lost: ${what} of ${name}`)

    const log = await db
      .selectFrom('log_segment')
      .select(['first_seq', 'last_seq'])
      .where('guide_id', '=', typed.guideId)
      .orderBy('first_seq')
      .execute()
    const rows = await db
      .selectFrom('update_log')
      .select('seq')
      .where('guide_id', '=', typed.guideId)
      .orderBy('seq')
      .execute()
    const places = [
      ...log.flatMap(({ first_seq: first, last_seq: last }) =>
        Array.from({ length: last - first + 1 }, (_, index) => first + index),
      ),
      ...rows.map(({ seq }) => seq),
    ]
    if (places.some((seq, index) => seq !== index + 1))
      wrong.push('the log has an entry twice, or not at all')

    const { broken } = await verifyChain(db)
    if (broken !== null) wrong.push(`the audit chain is broken at ${broken}`)

    const ofGuide = released.guideId
    const candidates = await db
      .selectFrom('candidate')
      .select(['id', 'number', 'content_hash'])
      .where('guide_id', '=', ofGuide)
      .execute()
    for (const number of released.told.candidates)
      if (!candidates.some((candidate) => candidate.number === number))
        wrong.push(`candidate ${number} was confirmed and is not there`)
    const approvals = await db
      .selectFrom('approval')
      .innerJoin('candidate', 'candidate.id', 'approval.candidate_id')
      .select(['candidate.content_hash as hash', 'account_id', 'part_id'])
      .where('approval.guide_id', '=', ofGuide)
      .execute()
    for (const hash of released.told.approvals)
      if (!approvals.some((approval) => approval.hash === hash))
        wrong.push(`an approval of ${hash} was confirmed and is not there`)

    const releases = await db
      .selectFrom('release')
      .select(['number', 'ordinal', 'candidate_id', 'content_hash', 'published_at'])
      .where('guide_id', '=', ofGuide)
      .orderBy('ordinal')
      .execute()
    for (const key of ['number', 'candidate_id', 'ordinal'] as const)
      if (new Set(releases.map((release) => release[key])).size !== releases.length)
        wrong.push(`two releases have one ${key}`)
    if (releases.some(({ ordinal }, index) => ordinal !== index + 1))
      wrong.push('a release is missing from their order')
    for (const number of released.told.releases)
      if (!releases.some((release) => release.number === number))
        wrong.push(`release ${number} was confirmed and is not there`)
    wrong.push(...(await halfEditions(place, released.slug, releases)))

    const sent = mails.filter(({ canBeStopped }) => canBeStopped).map(({ messageId }) => messageId)
    const twice = sent.filter((id, index) => sent.indexOf(id) !== index)
    for (const id of new Set(twice)) wrong.push(`the mail ${id} was sent twice`)
    const kept = await db
      .selectFrom('mail')
      .select('id')
      .where('stop_url', 'is not', null)
      .execute()
    const told = await db
      .selectFrom('notification')
      .select('id')
      .where('mailed_at', 'is not', null)
      .execute()
    if (kept.length > told.length) wrong.push('a notification was written of in two mails')
  } finally {
    await store.close()
  }
  return wrong
}

/** A folder that has an edition's name is the whole edition, of a release that is there. */
async function halfEditions(
  { dataFolder }: StorePlace,
  slug: string,
  releases: readonly { number: string; content_hash: string; published_at: string | null }[],
): Promise<string[]> {
  const wrong: string[] = []
  const folder = join(dataFolder, 'editions', slug)
  const names = existsSync(folder) ? await readdir(folder) : []
  for (const name of names.filter((entry) => !entry.startsWith('.'))) {
    const release = releases.find(({ number }) => number === name)
    const edition = await verifyEdition(join(folder, name)).catch((error: unknown) => error)
    if (!(edition && typeof edition === 'object' && 'differences' in edition))
      wrong.push(`the edition ${name} is half: ${String(edition)}`)
    else {
      const { manifest, differences } = edition as Awaited<ReturnType<typeof verifyEdition>>
      wrong.push(...differences.map(({ path, message }) => `edition ${name}: ${path}: ${message}`))
      if (manifest.release.contentHash !== release?.content_hash)
        wrong.push(`the edition ${name} is of another text`)
    }
  }
  for (const { number, published_at: at } of releases)
    if (at !== null && !names.includes(number))
      wrong.push(`release ${number} is said to be published and has no edition`)
  return wrong
}
