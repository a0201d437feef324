/** A list that stands by itself, and what the program that it comes from says of it. */
export interface LeveledList {
  list: HTMLElement
  /** 1 is outermost. */
  level: number
  /** Lists of one name go on counting where the last one stopped. */
  name: string
}

/**
 * Makes one list, with others in it, of lists that stand one after another and say how deep they are:
 * so Word writes lists, on the desk and on the web, and Google Docs in its web pages.
 *
 * @param lists in the order of the document.
 */
export function joinLists(lists: readonly LeveledList[]): void {
  /** The lists that are open, outermost first. */
  let open: LeveledList[] = []
  for (const one of lists) {
    const { list, level } = one
    const outermost = open[0]
    if (!outermost || !followsOn(outermost.list, list)) open = []
    while ((open.at(-1)?.level ?? 0) > level) open.pop()
    const beside = open.at(-1)
    if (beside?.level === level && goesOn(beside, one)) {
      beside.list.append(...list.children)
      list.remove()
      continue
    }
    if (beside?.level === level) open.pop()
    open.at(-1)?.list.lastElementChild?.append(list)
    open.push(one)
  }
}

/** Whether a list's items belong to the one before it. Bullets say nothing of where they belong. */
function goesOn(before: LeveledList, { list, name }: LeveledList): boolean {
  if (before.list.localName !== list.localName) return false
  return list.localName === 'ul' || before.name === name
}

/** Whether nothing but white space and comments stands between an element and another. */
function followsOn(before: Element, after: Element): boolean {
  let node = after.previousSibling
  while (node && (node.nodeType === 8 || (node.nodeType === 3 && !node.textContent?.trim())))
    node = node.previousSibling
  return node === before
}
