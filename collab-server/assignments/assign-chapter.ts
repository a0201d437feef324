import { citiesOfConsortium, type GuideOfConsortium, may, peopleOf } from '../accounts/index.ts'
import type { Actor, NewAssignment } from '../api/contract.ts'
import { guidePath, notify } from '../notifications/index.ts'
import { record } from '../review/index.ts'
import type { Store } from '../store/open-store.ts'

/** The city that is to lead has no part in the consortium. */
export class UnknownCity extends Error {
  constructor() {
    super('There is no such city in this consortium. Invite somebody of it first.')
  }
}

/**
 * Says which city leads a chapter, how far it is and when it is due. The authors of a city that is
 * newly to lead it are told, in the same transaction.
 *
 * @throws {UnknownCity}
 */
export async function assignChapter(
  { db }: Store,
  {
    guide,
    guideTitle,
    chapter,
    assignment: { cityId, status, dueOn },
    actor,
  }: {
    guide: GuideOfConsortium
    guideTitle: string
    chapter: { id: string; title: string }
    assignment: NewAssignment
    actor: Actor
  },
): Promise<void> {
  const at = new Date().toISOString()
  const key = { guide_id: guide.id, chapter_id: chapter.id }
  const values = { city_id: cityId, status, due_on: dueOn, changed_at: at }
  await db.transaction().execute(async (trx) => {
    const cities = await citiesOfConsortium(trx, guide.consortium_id)
    const city = cityId === null ? null : cities.find(({ id }) => id === cityId)
    if (city === undefined) throw new UnknownCity()
    const before = await trx
      .selectFrom('chapter_assignment')
      .select('city_id')
      .where('guide_id', '=', guide.id)
      .where('chapter_id', '=', chapter.id)
      .executeTakeFirst()
    await trx
      .insertInto('chapter_assignment')
      .values({ ...key, ...values })
      .onConflict((conflict) => conflict.columns(['guide_id', 'chapter_id']).doUpdateSet(values))
      .execute()
    const name = `“${chapter.title || 'Untitled'}”`
    const due = dueOn === null ? '' : `, due ${dueOn}`
    await record(trx, {
      guideId: guide.id,
      at,
      actor,
      action: 'assign-chapter',
      summary: `${actor.name} put ${name} down as ${statusWords[status]}, led by ${city ? city.name : 'no city'}${due}.`,
      details: { chapterId: chapter.id, cityId: cityId ?? '', status, dueOn: dueOn ?? '' },
    })
    if (!city || before?.city_id === city.id) return
    const people = await peopleOf(trx, guide.consortium_id)
    await notify(trx, {
      kind: 'assignment',
      cause: `assignment:${guide.id}/${chapter.id}/${at}`,
      title: `${actor.name} asked ${city.name} to lead ${name} of “${guideTitle}”${due}.`,
      href: `${await guidePath(trx, guide.id)}/chapters/${chapter.id}`,
      to: people
        .filter((person) => person.cityId === city.id && may(person.role, 'write the draft'))
        .map(({ accountId }) => accountId),
      by: actor.accountId,
    })
  })
}

const statusWords: Record<NewAssignment['status'], string> = {
  outline: 'an outline',
  drafting: 'being drafted',
  'in-review': 'in review',
  final: 'final',
}
