import { all, isBlank, rename, styleOf, unwrap } from './dom.ts'
import { joinLists, type LeveledList } from './join-lists.ts'
import { lose, type Pasted } from './pasted.ts'

// Word's HTML says in made-up style properties what HTML has elements for: lists are paragraphs with
// `mso-list`.

/** Whether HTML was made by Word, or by what copies as Word does. */
export const isWordHtml = (html: string): boolean =>
  /mso-(?:list|element|style|footnote|bidi|fareast)|class="?Mso|urn:schemas-microsoft-com/i.test(
    html,
  )

/**
 * Without Word's style sheet, which ProseMirror would write into each element's style, and so
 * have the browser throw away every property that it does not know: `mso-list` first of all.
 */
export const withoutWordStyles = (html: string): string =>
  html.replace(/<style[\s\S]*?<\/style>/gi, '')

/** Puts HTML's own elements in the place of Word's. */
export function cleanWord(root: HTMLElement, pasted: Pasted): void {
  for (const comment of all(root, '[style*="mso-element:comment"], .MsoCommentText')) {
    if (!root.contains(comment)) continue
    if (/mso-element:\s*comment(?!-list)/i.test(styleOf(comment))) lose(pasted, 'comment')
    if (!comment.querySelector('[style*="mso-element:comment"]')) comment.remove()
  }
  for (const mark of all(root, '.MsoCommentReference, [style*="mso-comment-reference"]')) {
    if (/mso-comment-reference/i.test(styleOf(mark))) unwrap(mark)
    else mark.remove()
  }
  for (const hidden of all(root, '[style*="mso-hide:all"], [style*="mso-hide: all"]'))
    hidden.remove()
  // What was struck out while changes were tracked is not there any more.
  for (const change of all(root, 'del[datetime], del[cite]')) change.remove()
  for (const change of all(root, 'ins[datetime], ins[cite]')) unwrap(change)
  for (const entry of all(root, 'p[class^="MsoToc"]')) {
    if (!isBlank(entry)) lose(pasted, 'contents')
    entry.remove()
  }
  // Of as many cells as the grid has columns, for browsers of long ago.
  for (const row of all(root, 'tr[height="0"]')) if (isBlank(row)) row.remove()
  for (const list of all(
    root,
    '[style*="mso-element:footnote-list"], [style*="mso-element:endnote-list"]',
  ))
    list.remove()
  for (const space of all(root, '[style*="mso-spacerun"], [style*="mso-tab-count"]'))
    space.replaceWith(' ')
  // "o:p", "w:sdt", "st1:place": Word's own elements are nothing but what is in them.
  for (const element of all(root, '*')) {
    if (!element.localName.includes(':')) continue
    if (element.localName === 'o:p') element.remove()
    else unwrap(element)
  }
  for (const title of all(root, 'p.MsoTitle')) rename(title, 'h2')
  for (const quote of all(root, 'p.MsoQuote, p.MsoIntenseQuote')) {
    const around = quote.ownerDocument.createElement('blockquote')
    quote.replaceWith(around)
    around.append(quote)
  }
  makeLists(root)
  readCaptions(root)
  for (const paragraph of all(root, 'p')) if (isBlank(paragraph)) paragraph.remove()
}

/** A list that begins to count anew is of the same kind (`l0`), and another use of it (`lfo2`). */
const listLevel = /mso-list:\s*l\d+\s+level(\d+)(?:\s+lfo\d+)?/i

/** Makes lists of the paragraphs that Word numbers. */
function makeLists(root: HTMLElement): void {
  const lists: LeveledList[] = []
  for (const paragraph of all(root, 'p, h1, h2, h3, h4, h5, h6')) {
    const [use = '', level] = listLevel.exec(styleOf(paragraph)) ?? []
    if (!level) continue
    const marker = takeMarker(paragraph)
    // A numbered heading is a heading: its number is set by the edition.
    if (paragraph.localName !== 'p' || paragraph.closest('li')) continue
    const { kind, start } = kindOf(marker)
    const list = paragraph.ownerDocument.createElement(kind)
    if (start > 1) list.setAttribute('start', String(start))
    const item = paragraph.ownerDocument.createElement('li')
    paragraph.replaceWith(list)
    list.append(item)
    item.append(paragraph)
    lists.push({ list, level: Number(level), name: use.replace(/level\d+/i, '') })
  }
  joinLists(lists)
}

/** Takes a list item's number or bullet out of its text. */
function takeMarker(paragraph: Element): string {
  let marker = ''
  for (const ignored of all(paragraph, '[style*="mso-list:Ignore"], [style*="mso-list: Ignore"]')) {
    marker += ignored.textContent ?? ''
    ignored.remove()
  }
  return marker.replace(/[\s\u00a0]/g, '')
}

function kindOf(marker: string): { kind: 'ol' | 'ul'; start: number } {
  const number = /^\(?(\d+|[a-z]{1,5})[.)]/i.exec(marker)?.[1]
  return number ? { kind: 'ol', start: Number.parseInt(number, 10) || 1 } : { kind: 'ul', start: 1 }
}

/** "Table 1.", as Word counts: the edition counts for itself. */
const captionNumber = /^\s*\p{L}+\s+\d+\s*[.:–-]?\s*/u

/** A table's caption stands before it. */
function readCaptions(root: HTMLElement): void {
  for (const caption of all(root, 'p.MsoCaption')) {
    const table = caption.nextElementSibling
    if (table?.localName !== 'table' || table.querySelector('caption')) continue
    takeFirst(caption, captionNumber.exec(caption.textContent ?? '')?.[0].length ?? 0)
    table.prepend(caption)
    rename(caption, 'caption')
  }
}

/** Takes so many letters away from the beginning of what is written in an element. */
function takeFirst(element: Element, count: number): void {
  const walker = element.ownerDocument.createTreeWalker(element, 4)
  for (let rest = count; rest > 0 && walker.nextNode(); ) {
    const text = walker.currentNode as Text
    const taken = Math.min(rest, text.length)
    text.deleteData(0, taken)
    rest -= taken
  }
}
