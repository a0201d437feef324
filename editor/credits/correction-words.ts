import type { CreditsView } from '@charrette/collab-server/contract'

/** What a correction of a credit says, as a sentence. */
export function correctionWords({
  kind,
  chapterTitle,
  city,
  name,
}: Pick<CreditsView['corrections'][number], 'kind' | 'chapterTitle' | 'city' | 'name'>): string {
  const where = chapterTitle === null ? 'the whole guide' : `“${chapterTitle}”`
  if (kind === 'add') return `${name} is credited for ${where}.`
  if (kind === 'remove') return `${city} is left out in ${where}.`
  return `What ${city} wrote in ${where} is credited to ${name}.`
}
