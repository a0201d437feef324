import { creditsOfGuide, type Guide } from '@charrette/guides'
import { bylineText, wordsFor } from '@charrette/publisher'
import type { CreditsView } from '../api/contract.ts'
import { readAttribution } from '../history/attribution.ts'
import type { Store } from '../store/open-store.ts'
import { correctionsOf } from './corrections.ts'
import { creditsOfText, withCredits } from './credits-of-text.ts'

/** A draft's credits as its next candidate will have them, with what editors put right. */
export async function presentCredits(
  store: Store,
  guideId: string,
  draft: Guide,
): Promise<CreditsView> {
  const attribution = await readAttribution(store, guideId)
  const corrections = await correctionsOf(store.db, guideId)
  const credited = withCredits(draft, creditsOfText(attribution, corrections))
  const cities = await store.db.selectFrom('organization').select(['id', 'name']).execute()
  const { lang } = draft.frontMatter
  const words = wordsFor(lang)
  const titles = new Map(draft.chapters.map(({ id, title }) => [id, title || 'Untitled']))
  return {
    guide: creditsOfGuide(credited),
    chapters: credited.chapters.map(({ id, credits = [] }) => ({
      chapterId: id,
      credits,
      byline: bylineText(credits, words, lang),
    })),
    corrections: corrections.map((correction) => ({
      ...correction,
      chapterTitle:
        correction.chapterId === null
          ? null
          : (titles.get(correction.chapterId) ?? 'a chapter that is gone'),
      city: cities.find(({ id }) => id === correction.cityId)?.name ?? null,
    })),
    writers: attribution.cities.map(({ cityId, name }) => ({ id: cityId, name })),
  }
}
