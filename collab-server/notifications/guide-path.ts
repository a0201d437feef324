import type { Kysely } from 'kysely'
import type { Tables } from '../store/tables.ts'

/** The path of a guide in the editor. */
export async function guidePath(db: Kysely<Tables>, guideId: string): Promise<string> {
  const { slug } = await db
    .selectFrom('guide')
    .select('slug')
    .where('id', '=', guideId)
    .executeTakeFirstOrThrow()
  return `/write/guides/${slug}`
}
