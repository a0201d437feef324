import { type Credit, type Guide, wholePercent, withoutCredits } from '@charrette/guides'
import type { Attribution, CityShare } from '../history/attribution.ts'
import type { CreditCorrection } from './corrections.ts'

/** Who is credited for what stands in a guide, as its next candidate will say it. */
export interface Credits {
  /** By chapter id; without those of which nobody is credited. */
  chapters: Map<string, Credit[]>
  /** Beside those whom the chapters credit. */
  guide: Credit[]
}

/**
 * Credits from the text itself: every city with words that stand in a chapter, the most first, as
 * editors put it right. A correction of the whole guide holds in every chapter; whoever is added to
 * the whole guide is credited for it and for no chapter.
 */
export function creditsOfText(
  { chapters }: Attribution,
  corrections: readonly CreditCorrection[],
): Credits {
  const credits: Credits = { chapters: new Map(), guide: [] }
  for (const { chapterId, characters, cities } of chapters) {
    const here = corrections.filter(
      (one) => one.chapterId === chapterId || (one.chapterId === null && one.kind !== 'add'),
    )
    const credited = creditsOfChapter(characters, cities, here)
    if (credited.length > 0) credits.chapters.set(chapterId, credited)
  }
  for (const { chapterId, kind, name } of corrections)
    if (chapterId === null && kind === 'add' && name !== null) credits.guide.push({ name })
  return credits
}

function creditsOfChapter(
  whole: number,
  cities: readonly CityShare[],
  corrections: readonly CreditCorrection[],
): Credit[] {
  const parts = new Map<string, number>()
  for (const { cityId, name, characters } of cities) {
    const about = corrections.filter((one) => one.cityId === cityId)
    // The chapter's own correction says more than the whole guide's.
    const correction = about.find(({ chapterId }) => chapterId !== null) ?? about[0]
    if (correction?.kind === 'remove') continue
    const credited = correction?.name ?? name
    parts.set(credited, (parts.get(credited) ?? 0) + characters)
  }
  for (const { kind, name } of corrections)
    if (kind === 'add' && name !== null && !parts.has(name)) parts.set(name, 0)
  return [...parts]
    .sort(([a, one], [b, other]) => other - one || a.localeCompare(b, 'en'))
    .map(([name, part]) => (part > 0 ? { name, share: wholePercent(part, whole) } : { name }))
}

/** A guide with its credits, as it is frozen. Those that it had are replaced. */
export function withCredits(guide: Guide, credits: Credits): Guide {
  const text = withoutCredits(guide)
  return {
    ...text,
    ...(credits.guide.length > 0 ? { credits: credits.guide } : {}),
    chapters: text.chapters.map((chapter) => {
      const own = credits.chapters.get(chapter.id)
      return own ? { ...chapter, credits: own } : chapter
    }),
  }
}
