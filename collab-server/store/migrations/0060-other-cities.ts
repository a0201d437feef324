import type { Kysely } from 'kysely'

export const name = '0060-other-cities'

// What authors of cities that do not lead a guide may do with its text: `write`, or `suggest` only.
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('guide')
    .addColumn('other_cities', 'text', (column) => column.notNull().defaultTo('write'))
    .execute()
}
