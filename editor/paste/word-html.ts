import { all, isBlank, rename, styleOf, unwrap } from './dom.ts'
import { lose, type Pasted } from './pasted.ts'

// Word's HTML says in made-up style properties what HTML has elements for: lists are paragraphs with
// `mso-list`, notes are links with `mso-footnote-id` to divisions at the end.

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
  readNotes(root, pasted)
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
  for (const paragraph of all(root, 'p')) if (isBlank(paragraph)) paragraph.remove()
}

/** Puts each note's text where its mark is. */
function readNotes(root: HTMLElement, pasted: Pasted): void {
  const notes = new Map<string, HTMLElement>()
  for (const note of all(root, '[style*="mso-element:footnote"], [style*="mso-element:endnote"]'))
    if (note.id) notes.set(note.id, note)
  for (const mark of all(root, 'a[href*="#_ftn"], a[href*="#_edn"]')) {
    const id = /#_((?:ftn|edn)\d+)$/.exec(mark.getAttribute('href') ?? '')?.[1]
    // A link back, from a note to its mark.
    if (!id) continue
    const note = notes.get(id)
    if (!note) {
      lose(pasted, 'note')
      mark.remove()
      continue
    }
    const place = mark.ownerDocument.createElement('span')
    place.dataset.type = 'footnote'
    const text = note.cloneNode(true) as HTMLElement
    for (const back of all(text, 'a[href*="#_ftnref"], a[href*="#_ednref"]')) back.remove()
    const paragraphs = all(text, 'p')
    for (const [index, paragraph] of paragraphs.entries()) {
      if (index > 0) place.append(' ')
      place.append(...paragraph.childNodes)
    }
    if (paragraphs.length === 0) place.append(...text.childNodes)
    mark.replaceWith(place)
  }
  for (const [, note] of notes) note.remove()
  for (const list of all(
    root,
    '[style*="mso-element:footnote-list"], [style*="mso-element:endnote-list"]',
  ))
    list.remove()
}

const listLevel = /mso-list:\s*l(\d+)\s+level(\d+)/i

/** Makes lists of the paragraphs that Word numbers. */
function makeLists(root: HTMLElement): void {
  /** The lists that are open, outermost first. */
  let open: { level: number; list: HTMLElement }[] = []
  let last: Element | null = null
  for (const paragraph of all(root, 'p, h1, h2, h3, h4, h5, h6')) {
    const level = Number(listLevel.exec(styleOf(paragraph))?.[2] ?? 0)
    // A numbered heading is a heading: its number is set by the edition.
    if (paragraph.localName !== 'p') {
      if (level > 0) takeMarker(paragraph)
      continue
    }
    if (level === 0) continue
    const { name, start } = kindOf(takeMarker(paragraph))
    if (last === null || !followsOn(last, paragraph)) open = []
    while ((open.at(-1)?.level ?? 0) > level) open.pop()
    let top = open.at(-1)
    if (top?.level === level && top.list.localName !== name) {
      open.pop()
      const outer = open.at(-1)
      top = outer
      if (!outer) open = []
    }
    if (!top || top.level < level) {
      const list = paragraph.ownerDocument.createElement(name)
      if (start > 1) list.setAttribute('start', String(start))
      const item = top?.list.lastElementChild
      if (item) item.append(list)
      else paragraph.before(list)
      top = { level, list }
      open.push(top)
    }
    const item = paragraph.ownerDocument.createElement('li')
    top.list.append(item)
    item.append(paragraph)
    last = open[0]?.list ?? null
  }
}

/** Whether nothing but white space and comments stands between an element and another. */
function followsOn(before: Element, after: Element): boolean {
  let node = after.previousSibling
  while (node && (node.nodeType === 8 || (node.nodeType === 3 && !node.textContent?.trim())))
    node = node.previousSibling
  return node === before
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

function kindOf(marker: string): { name: 'ol' | 'ul'; start: number } {
  const number = /^\(?(\d+|[a-z]{1,5})[.)]/i.exec(marker)?.[1]
  return number ? { name: 'ol', start: Number.parseInt(number, 10) || 1 } : { name: 'ul', start: 1 }
}
