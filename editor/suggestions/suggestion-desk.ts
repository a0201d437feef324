import type { SuggestionInText } from '@charrette/guides'
import { useSyncExternalStore } from 'react'
import { createDesk, type Desk } from '../app/desk.ts'

/** What the text and the panel of suggestions know of each other. */
export interface SuggestionState {
  /** Whether what is typed is suggested, or written. */
  suggesting: boolean
  /** Whether it can be nothing else: the author may only suggest here. */
  suggestOnly: boolean
  /** Those of the open chapter, in reading order. */
  open: SuggestionInText[]
  /** The ids of those that the selection touches. */
  selected: string[]
}

export interface SuggestionDesk extends Desk<SuggestionState> {
  /** Accepts or rejects suggestions in the open chapter; set by its text. */
  answer: (ids: string[], decision: 'accept' | 'reject') => void
  /** Brings one into view and the caret to it; set by the open chapter's text. */
  show: (id: string) => void
}

export function createSuggestionDesk(suggestOnly: boolean): SuggestionDesk {
  return {
    ...createDesk<SuggestionState>({
      suggesting: suggestOnly,
      suggestOnly,
      open: [],
      selected: [],
    }),
    answer: () => {},
    show: () => {},
  }
}

export function useSuggestions(desk: SuggestionDesk): SuggestionState {
  return useSyncExternalStore(desk.onChange, desk.state)
}
