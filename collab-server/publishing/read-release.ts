import { creditsOfGuide, type Guide, type Release } from '@charrette/guides'
import type { Kysely } from 'kysely'
import { citiesTogether, creditedCities } from '../credits/index.ts'
import { erratumOf } from '../review/index.ts'
import type { Tables } from '../store/tables.ts'
import { allCities } from './consortium-cities.ts'

/** A release as the publisher takes it, with what the server knows of it. */
export interface StoredRelease {
  slug: string
  guide: Guide
  release: Release
  /** When its editions were in place; null before. */
  publishedAt: string | null
}

/** @throws where there is no such release. */
export async function readRelease(db: Kysely<Tables>, releaseId: string): Promise<StoredRelease> {
  const row = await db
    .selectFrom('release')
    .innerJoin('candidate', 'candidate.id', 'release.candidate_id')
    .innerJoin('guide', 'guide.id', 'release.guide_id')
    .innerJoin('consortium', 'consortium.id', 'guide.consortium_id')
    .select([
      'guide.slug',
      'release.number',
      'release.content_hash',
      'release.released_at',
      'release.approvals',
      'release.changelog',
      'release.published_at',
      'release.guide_id',
      'release.ordinal',
      'candidate.content',
      'consortium.name as consortium',
    ])
    .where('release.id', '=', releaseId)
    .executeTakeFirstOrThrow()
  const guide = JSON.parse(row.content) as Guide
  const credited = creditsOfGuide(guide).map(({ name }) => name)
  return {
    slug: row.slug,
    publishedAt: row.published_at,
    guide,
    release: {
      number: row.number,
      contentHash: row.content_hash,
      releasedAt: row.released_at,
      consortium: row.consortium,
      approvals: JSON.parse(row.approvals) as Release['approvals'],
      changelog: row.changelog,
      cities: creditedCities(
        credited,
        citiesTogether(guide.frontMatter.cities, await allCities(db)),
      ),
      errata: await errataUpTo(db, row.guide_id, row.ordinal),
    },
  }
}

/** The corrections since the last revision, this one included, oldest first. */
async function errataUpTo(
  db: Kysely<Tables>,
  guideId: string,
  ordinal: number,
): Promise<NonNullable<Release['errata']>> {
  const rows = await db
    .selectFrom('release')
    .select(['number', 'released_at', 'kind', 'erratum'])
    .where('guide_id', '=', guideId)
    .where('ordinal', '<=', ordinal)
    .orderBy('ordinal', 'desc')
    .execute()
  const revision = rows.findIndex(({ kind }) => kind === 'revision')
  return rows
    .slice(0, revision === -1 ? rows.length : revision)
    .flatMap(({ number, released_at: releasedAt, erratum: json }) => {
      const erratum = erratumOf(json)
      return erratum ? [{ number, releasedAt, ...erratum }] : []
    })
    .reverse()
}
