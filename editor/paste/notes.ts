import { all, isBlank } from './dom.ts'
import { lose, type Pasted } from './pasted.ts'

// Notes stand at the end, and their marks are links to them: of Word `#_ftn1` and `#_edn1`, of LibreOffice
// `#sdfootnote1sym`, of Google's web pages `#ftnt1`, of pages made from Markdown `#fn1`, of Wikipedia `#cite_note-1`.

const noteName =
  /^(?:user-content-)?(?:_(?:ftn|edn)\d|sd(?:foot|end)note\d+sym$|ftnt\d|fn[-:]?\w|footnote[-:_]?\w|cite_note[-:_])/i
/** Of the way back, from a note to its mark. */
const backName =
  /^(?:user-content-)?(?:_(?:ftn|edn)ref|sd(?:foot|end)note\d+anc$|ftnt_ref|fn-?ref|footnote-?ref|cite_ref)/i
const markWords = /^[[(]?(?:\d{1,4}|[ivxlcdm]{1,7}|[a-z]|[*†‡§]{1,3})[\])]?$/i

/** Puts each note's text where its mark is. */
export function readNotes(root: HTMLElement, pasted: Pasted): void {
  const notes = new Set<Element>()
  for (const mark of all(root, 'a[href*="#"]')) {
    const name = (mark.getAttribute('href') ?? '').split('#').at(-1) ?? ''
    if (!noteName.test(name) || backName.test(name)) continue
    const words = (mark.textContent ?? '').trim()
    if (!markWords.test(words) && mark.getAttribute('role') !== 'doc-noteref') continue
    const place = markPlace(mark)
    const note = noteOf(root, name)
    if (!note || note.contains(mark)) {
      lose(pasted, 'note')
      place.remove()
      continue
    }
    place.replaceWith(footnoteOf(note, name))
    notes.add(note)
  }
  for (const note of notes) removeNote(note, root)
}

/** The mark, with the element that raises it. */
function markPlace(mark: HTMLElement): HTMLElement {
  const raised = mark.closest('sup')
  return raised && raised.textContent?.trim() === mark.textContent?.trim() ? raised : mark
}

/** What holds a note's text; its name is its own, or that of the link back in it. */
function noteOf(root: HTMLElement, name: string): Element | null {
  const named = all(root, '[id], a[name]').find((element) => nameOf(element) === name)
  if (named?.localName !== 'a') return named ?? null
  const division = named.closest('div, li')
  const hasMore = (within: Element) =>
    all(within, 'a[id], a[name]').some((link) => link !== named && noteName.test(nameOf(link)))
  return division && division !== root && root.contains(division) && !hasMore(division)
    ? division
    : named.closest('p')
}

const nameOf = (element: Element): string => element.id || (element.getAttribute('name') ?? '')

function footnoteOf(note: Element, name: string): HTMLElement {
  const place = note.ownerDocument.createElement('span')
  place.dataset.type = 'footnote'
  const text = note.cloneNode(true) as HTMLElement
  for (const link of all(text, 'a')) {
    const to = (link.getAttribute('href') ?? '').split('#').at(-1) ?? ''
    const isBack =
      nameOf(link) === name || link.getAttribute('role') === 'doc-backlink' || backName.test(to)
    if (isBack) link.remove()
  }
  const paragraphs = all(text, 'p')
  for (const [index, paragraph] of paragraphs.entries()) {
    if (index > 0) place.append(' ')
    place.append(...paragraph.childNodes)
  }
  if (paragraphs.length === 0) place.append(...text.childNodes)
  const first = firstText(place)
  if (first) first.data = first.data.trimStart()
  return place
}

function firstText(element: Element): Text | null {
  const walker = element.ownerDocument.createTreeWalker(element, 4)
  while (walker.nextNode()) {
    const text = walker.currentNode as Text
    if (text.data.trim() !== '') return text
    text.data = ''
  }
  return null
}

/** Takes a note away, what held nothing but notes, and the line above them. */
function removeNote(note: Element, root: HTMLElement): void {
  let gone = note
  while (
    gone.parentElement &&
    gone.parentElement !== root &&
    [...gone.parentElement.children].every(
      (child) => child === gone || child.localName === 'hr' || isBlank(child),
    ) &&
    ownText(gone.parentElement) === '' &&
    gone.parentElement.matches('div, section, aside, ol, ul, footer')
  )
    gone = gone.parentElement
  if (gone.previousElementSibling?.localName === 'hr') gone.previousElementSibling.remove()
  gone.remove()
}

const ownText = (element: Element): string =>
  [...element.childNodes]
    .filter((node) => node.nodeType === 3)
    .map((node) => node.textContent ?? '')
    .join('')
    .trim()
