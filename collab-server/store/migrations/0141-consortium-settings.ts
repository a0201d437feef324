import type { Kysely } from 'kysely'

export const name = '0141-consortium-settings'

/**
 * How a consortium's editions look and how much it may keep; how those of a release look, as it was
 * when it was approved; and what each guide's pictures take.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('consortium_setting')
    .addColumn('consortium_id', 'text', (column) => column.primaryKey())
    .addColumn('settings', 'text', (column) => column.notNull())
    .addColumn('changed_at', 'text', (column) => column.notNull())
    .execute()
  await db.schema
    .createTable('release_appearance')
    .addColumn('release_id', 'text', (column) => column.primaryKey())
    .addColumn('appearance', 'text', (column) => column.notNull())
    .execute()
  await db.schema
    .createTable('guide_picture')
    .addColumn('guide_id', 'text', (column) => column.notNull())
    .addColumn('sha256', 'text', (column) => column.notNull())
    .addColumn('bytes', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('guide_picture_key', ['guide_id', 'sha256'])
    .execute()
}
