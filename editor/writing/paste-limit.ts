import { Plugin } from '@tiptap/pm/state'
import { words } from '../messages/index.ts'

/** Characters that one paste may bring: about three hundred pages. */
export const MAX_PASTE = 2_000_000

/**
 * Refuses a paste that would freeze the page, before anything is made of it.
 *
 * @param refuse told why, in words for the author.
 */
export function pasteLimit(refuse: (words: string) => void): Plugin {
  return new Plugin({
    props: {
      handleDOMEvents: {
        paste: (_view, event) => {
          const { clipboardData } = event
          const size = Math.max(
            clipboardData?.getData('text/plain').length ?? 0,
            withoutPictures(clipboardData?.getData('text/html') ?? '').length,
          )
          if (size <= MAX_PASTE) return false
          event.preventDefault()
          refuse(words().writing.pasteTooLarge(Math.round(size / 1_000_000)))
          return true
        },
      },
    },
  })
}

/** Pictures within the HTML are uploaded, and make no text. */
const withoutPictures = (html: string): string => html.replace(/data:image\/[^"'\s>]+/g, '')
