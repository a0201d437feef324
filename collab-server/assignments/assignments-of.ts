import type { Kysely } from 'kysely'
import type { Assignment } from '../api/contract.ts'
import type { Tables } from '../store/tables.ts'

/**
 * Who leads each chapter, how far it is, and when it is due, in the order of the chapters. A chapter
 * of which nobody has said anything is an outline that no city leads.
 */
export async function assignmentsOf(
  db: Kysely<Tables>,
  guideId: string,
  chapters: readonly { id: string; title: string }[],
): Promise<Assignment[]> {
  const rows = await db
    .selectFrom('chapter_assignment')
    .leftJoin('organization', 'organization.id', 'chapter_assignment.city_id')
    .select(['chapter_id', 'city_id', 'status', 'due_on', 'organization.name as city'])
    .where('guide_id', '=', guideId)
    .execute()
  return chapters.map(({ id, title }) => {
    const row = rows.find(({ chapter_id }) => chapter_id === id)
    return {
      chapterId: id,
      title,
      city: row?.city_id && row.city ? { id: row.city_id, name: row.city } : null,
      status: (row?.status ?? 'outline') as Assignment['status'],
      dueOn: row?.due_on ?? null,
    }
  })
}
