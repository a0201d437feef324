/** Every element below, as a list: the tree may be changed while one goes through it. */
export const all = (root: ParentNode, selector: string): HTMLElement[] => [
  ...root.querySelectorAll<HTMLElement>(selector),
]

/** The style attribute as it was written: the browser's own reading knows nothing of Word's properties. */
export const styleOf = (element: Element): string => element.getAttribute('style') ?? ''

/** Takes an element away and leaves what is in it. */
export function unwrap(element: Element): void {
  element.replaceWith(...element.childNodes)
}

/** Puts another element in the place of one, around what was in it. */
export function rename(element: Element, name: string): HTMLElement {
  const other = element.ownerDocument.createElement(name)
  other.append(...element.childNodes)
  element.replaceWith(other)
  return other
}

/** Puts an element around what is in another. */
export function wrapContents(element: Element, name: string): void {
  const inner = element.ownerDocument.createElement(name)
  inner.append(...element.childNodes)
  element.append(inner)
}

/** Whether nothing would be seen of an element. */
export const isBlank = (element: Element): boolean =>
  (element.textContent ?? '').trim() === '' &&
  !element.querySelector('img, table, hr, figure, [data-type]')
