import type { Kysely } from 'kysely'

export const name = '0081-credits'

export async function up(db: Kysely<unknown>): Promise<void> {
  // What editors put right in the credits that are counted from the text. Never deleted: it is taken
  // back.
  await db.schema
    .createTable('credit_correction')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('guide_id', 'text', (column) => column.notNull().references('guide.id'))
    // Null for the whole guide.
    .addColumn('chapter_id', 'text')
    .addColumn('kind', 'text', (column) => column.notNull())
    // The city whose text it is about; null where somebody is added.
    .addColumn('city_id', 'text')
    // Who is credited; null where a city is left out.
    .addColumn('name', 'text')
    .addColumn('reason', 'text', (column) => column.notNull())
    .addColumn('made_by', 'text', (column) => column.notNull())
    .addColumn('made_at', 'text', (column) => column.notNull())
    .addColumn('taken_back_at', 'text')
    .execute()
  await db.schema
    .createIndex('credit_correction_guide')
    .on('credit_correction')
    .columns(['guide_id', 'made_at'])
    .execute()
}
