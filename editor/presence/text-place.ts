/** Below the bar and the toolbar, in pixels. */
const HEAD = 120

/** The blocks of the open chapter as they stand on the page. */
export function blocksOfText(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>('.text[role="textbox"] > *')]
}

/**
 * The first block that is not above the window's upper edge.
 *
 * @returns its place among them; 0 where there is none.
 */
export function topBlock(blocks: Pick<HTMLElement, 'getBoundingClientRect'>[]): number {
  // They stand one below the other: halving finds it without measuring all.
  let [low, high] = [0, blocks.length]
  while (low < high) {
    const middle = (low + high) >> 1
    const bottom = blocks[middle]?.getBoundingClientRect().bottom ?? 0
    if (bottom > HEAD) high = middle
    else low = middle + 1
  }
  return Math.min(low, Math.max(0, blocks.length - 1))
}

/** Scrolls so that a block stands at the window's upper edge. */
export function scrollToBlock(index: number): void {
  const block = blocksOfText()[index]
  // The first one stands below the chapter's title.
  if (index === 0) window.scrollTo({ top: 0 })
  else if (block)
    window.scrollTo({ top: window.scrollY + block.getBoundingClientRect().top - HEAD })
}

/** Scrolls to where somebody writes, if that is not on the page already. */
export function scrollToCaret(accountId: string): void {
  for (const caret of document.querySelectorAll<HTMLElement>('.caret')) {
    if (caret.dataset.account !== accountId) continue
    const { top, bottom } = caret.getBoundingClientRect()
    if (top < HEAD || bottom > window.innerHeight) caret.scrollIntoView({ block: 'center' })
  }
}
