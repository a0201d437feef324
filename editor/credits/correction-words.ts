import type { CreditsView } from '@charrette/collab-server/contract'
import { words } from '../messages/index.ts'

/** What a correction of a credit says, as a sentence. */
export function correctionWords({
  kind,
  chapterTitle,
  city,
  name,
}: Pick<CreditsView['corrections'][number], 'kind' | 'chapterTitle' | 'city' | 'name'>): string {
  const say = words().credits
  const where = chapterTitle === null ? say.wholeGuideThere : say.quoted(chapterTitle)
  if (kind === 'add') return say.added(name ?? '', where)
  if (kind === 'remove') return say.removed(city ?? '', where)
  return say.replaced(city ?? '', where, name ?? '')
}
