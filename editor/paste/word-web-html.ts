import { all, unwrap } from './dom.ts'
import { joinLists } from './join-lists.ts'

/**
 * Puts HTML's own elements in the place of what Word on the web copies: each item is a list by itself there, and
 * each paragraph ends in a sign of its own.
 */
export function cleanWordOnTheWeb(root: HTMLElement): void {
  for (const sign of all(root, 'span.EOP, span.EmptyTextRun')) sign.remove()
  for (const wrapper of all(root, 'div.ListContainerWrapper')) unwrap(wrapper)
  const items = all(root, 'li[data-aria-level]')
  joinLists(
    items.flatMap((item) => {
      const list = item.parentElement
      if (!list?.matches('ul, ol') || list.firstElementChild !== item) return []
      return [{ list, level: Number(item.dataset.ariaLevel), name: item.dataset.listid ?? '' }]
    }),
  )
}
