import type { Kysely } from 'kysely'
import type { Tables } from '../store/tables.ts'
import { ApiRefusal } from './problem.ts'

/**
 * An address that no guide has.
 *
 * @throws {ApiRefusal} where a thousand guides of that name are there.
 */
export async function freeSlug(db: Kysely<Tables>, wanted: string): Promise<string> {
  const base = wanted.slice(0, 70).replace(/-+$/, '') || 'guide'
  for (let count = 1; count < 1000; count++) {
    const slug = count === 1 ? base : `${base}-${count}`
    const taken = await db
      .selectFrom('guide')
      .select('id')
      .where('slug', '=', slug)
      .executeTakeFirst()
    if (!taken) return slug
  }
  throw new ApiRefusal(409, 'title-taken', 'Title taken', 'Please choose another title.')
}
