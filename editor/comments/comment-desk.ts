import type { Anchor } from '@charrette/guides'
import { useSyncExternalStore } from 'react'
import { createDesk, type Desk } from '../app/desk.ts'

/** What the text and the panel of comments know of each other. */
export interface DeskState {
  /** The thread that one is at, in the text or in the panel. */
  active: string | null
  /** Where a comment is being written that is not sent yet. */
  draft: Anchor | null
  /** Where threads stand in the open chapter, by thread id. */
  places: ReadonlyMap<string, { from: number; to: number }>
}

export interface CommentDesk extends Desk<DeskState> {
  /** Brings a thread's words into view; set by the open chapter's text. */
  showPlace: (threadId: string) => void
  /** Begins a comment on what is selected; set by the open chapter's text. */
  begin: () => void
}

export function createCommentDesk(): CommentDesk {
  return {
    ...createDesk<DeskState>({ active: null, draft: null, places: new Map() }),
    showPlace: () => {},
    begin: () => {},
  }
}

export function useDesk(desk: CommentDesk): DeskState {
  return useSyncExternalStore(desk.onChange, desk.state)
}
