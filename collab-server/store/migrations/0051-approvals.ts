import type { Kysely } from 'kysely'

export const name = '0051-approvals'

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('approval_rule')
    .addColumn('guide_id', 'text', (column) => column.primaryKey().references('guide.id'))
    .addColumn('editors', 'integer', (column) => column.notNull())
    .addColumn('cities', 'integer', (column) => column.notNull())
    .addColumn('checks', 'text', (column) => column.notNull())
    .execute()
  // A candidate in the parts that are approved one by one: its chapters, and what stands around them.
  await db.schema
    .createTable('candidate_part')
    .addColumn('candidate_id', 'text', (column) => column.notNull().references('candidate.id'))
    .addColumn('part_id', 'text', (column) => column.notNull())
    .addColumn('hash', 'text', (column) => column.notNull())
    .addColumn('cities', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('candidate_part_key', ['candidate_id', 'part_id'])
    .execute()
  // By hash and not by candidate: a newer candidate keeps what did not change by a byte.
  await db.schema
    .createTable('approval')
    .addColumn('guide_id', 'text', (column) => column.notNull().references('guide.id'))
    .addColumn('part_id', 'text', (column) => column.notNull())
    .addColumn('hash', 'text', (column) => column.notNull())
    .addColumn('account_id', 'text', (column) => column.notNull())
    .addColumn('actor', 'text', (column) => column.notNull())
    .addColumn('city_id', 'text', (column) => column.notNull())
    .addColumn('candidate_id', 'text', (column) => column.notNull().references('candidate.id'))
    .addColumn('approved_at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('approval_key', ['guide_id', 'part_id', 'hash', 'account_id'])
    .execute()
  const text = (table: string, column: string, value: string) =>
    db.schema
      .alterTable(table)
      .addColumn(column, 'text', (definition) => definition.notNull().defaultTo(value))
      .execute()
  await text('candidate', 'kind', 'revision')
  await text('candidate', 'changelog', '')
  await text('release', 'kind', 'revision')
  for (const table of ['candidate', 'release'])
    await db.schema.alterTable(table).addColumn('erratum', 'text').execute()
  for (const column of [
    // When readers may see it, where that is later than its approval, and where that time was told.
    'publish_at',
    'publish_zone',
    'withdrawn_at',
    'withdrawn_by',
    'withdrawal_reason',
  ])
    await db.schema.alterTable('release').addColumn(column, 'text').execute()
}
