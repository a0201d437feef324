import { all, unwrap } from './dom.ts'

/** Puts HTML's own elements in the place of what Google Docs copies. */
export function cleanGoogle(root: HTMLElement): void {
  // Around everything, and bold without meaning it.
  for (const wrapper of all(root, 'b[id^="docs-internal-guid"], span[id^="docs-internal-guid"]'))
    unwrap(wrapper)
  for (const list of all(root, 'ul, ol')) {
    // An inner list stands beside the item that it belongs to.
    const before = list.previousElementSibling
    if (list.parentElement?.matches('ul, ol') && before?.localName === 'li') before.append(list)
  }
  for (const item of all(root, 'li[role="checkbox"]')) {
    item.dataset.type = 'task-item'
    item.dataset.checked = item.getAttribute('aria-checked') ?? 'false'
    // The box, drawn.
    for (const box of all(item, 'img')) if (box.closest('li') === item) box.remove()
    const list = item.parentElement
    if (list && [...list.children].every((child) => child.getAttribute('role') === 'checkbox'))
      list.dataset.type = 'task-list'
  }
  for (const link of all(root, 'a[href^="https://www.google.com/url?"]')) {
    const target = new URL(link.getAttribute('href') ?? '').searchParams.get('q')
    if (target) link.setAttribute('href', target)
  }
}
