import type { Store } from '../store/open-store.ts'

/** How many readers of a chapter said whether it was useful; all editions together. */
export interface ChapterUsefulness {
  chapterId: string
  yes: number
  no: number
}

/** What readers said of a guide's chapters by the two buttons. */
export async function usefulnessOf({ db }: Store, guideId: string): Promise<ChapterUsefulness[]> {
  const rows = await db
    .selectFrom('chapter_usefulness')
    .select((count) => ['chapter_id', count.fn.sum('yes').as('yes'), count.fn.sum('no').as('no')])
    .where('guide_id', '=', guideId)
    .groupBy('chapter_id')
    .orderBy('chapter_id')
    .execute()
  return rows.map(({ chapter_id: chapterId, yes, no }) => ({
    chapterId,
    yes: Number(yes),
    no: Number(no),
  }))
}

const SHOWN = 200

/** What readers wrote about a guide, newest first. */
export async function feedbackOf({ db }: Store, guideId: string) {
  const rows = await db
    .selectFrom('reader_feedback')
    .selectAll()
    .where('guide_id', '=', guideId)
    .orderBy('sent_at', 'desc')
    .limit(SHOWN)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    chapterId: row.chapter_id,
    chapterTitle: row.chapter_title,
    number: row.number,
    city: row.city,
    text: textOf(row.content),
    at: row.sent_at,
    arrivedAs: row.arrived_as,
  }))
}

function textOf(content: string): string {
  const { text, action } = JSON.parse(content) as { text?: string; action?: string }
  return text ?? action ?? ''
}
