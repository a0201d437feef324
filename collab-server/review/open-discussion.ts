import { commentThreads, countSuggestions, isResolved, outline } from '@charrette/guides'
import type { OpenDiscussion } from '../api/contract.ts'
import type { Store } from '../store/open-store.ts'
import { loadGuide } from '../sync/guide-log.ts'

/**
 * What is still talked about in a guide's draft: threads that nobody has resolved, suggestions that
 * nobody has answered.
 */
export async function openDiscussion(store: Store, guideId: string): Promise<OpenDiscussion> {
  const doc = (await loadGuide(store, guideId)).doc.live
  const comments = commentThreads(doc).filter((thread) => !isResolved(thread)).length
  let suggestions = 0
  for (const { id } of outline(doc)) suggestions += countSuggestions(doc, id)
  return { comments, suggestions }
}
