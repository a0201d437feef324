import { all, unwrap } from './dom.ts'
import { joinLists } from './join-lists.ts'

/** Puts HTML's own elements in the place of what Google Docs copies. */
export function cleanGoogle(root: HTMLElement): void {
  // Around everything, and bold without meaning it.
  for (const wrapper of all(root, 'b[id^="docs-internal-guid"], span[id^="docs-internal-guid"]'))
    unwrap(wrapper)
  for (const list of all(root, 'ul, ol')) {
    // An inner list stands beside the item that it belongs to.
    const before = list.previousElementSibling
    if (!list.parentElement?.matches('ul, ol')) continue
    if (before?.localName === 'li') before.append(list)
    // What was copied begins in the middle of a list.
    else list.replaceWith(...list.childNodes)
  }
  // In its web pages each level is a list by itself.
  joinLists(
    all(root, ':is(ul, ol)[class*="lst-kix_"]').map((list) => {
      const [, name = '', level] = /lst-(kix_\w+)-(\d)/.exec(list.className) ?? []
      return { list, level: Number(level) + 1, name }
    }),
  )
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
