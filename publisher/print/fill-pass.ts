/** What the first pass tells the second of a piece: written into the loaded document. */
export interface Filling {
  /** Page labels by id. */
  labels: Record<string, string>
  /** Points by which notes move, by id. */
  shifts: Record<string, number>
  /** Indices of the references whose target is on the same page: they need no page number. */
  nearReferences: number[]
}

/** Id of the styles that sheets beneath the text are not set by. */
export const textStyles = 'text-styles'

/**
 * Runs in the document: leaves one piece in it and sets the others aside, with the links of places that
 * have to do with it. What is only hidden is still gone through at every print, and all places of a
 * guide at each of its pieces would be their square.
 */
export function show(piece: string): void {
  const page: typeof globalThis & { whole?: HTMLElement[] } = globalThis
  page.whole ??= [...document.body.querySelectorAll<HTMLElement>(':scope > *')]
  document.getElementById('sheet-styles')?.remove()
  document.getElementById('text-styles')?.removeAttribute('media')
  document.body.replaceChildren(...page.whole.filter(({ dataset }) => dataset.piece === piece))
  const led = new Set(
    [...document.querySelectorAll('a[href^="#"]')].map((link) => link.getAttribute('href')),
  )
  const places = page.whole.find(({ dataset }) => 'places' in dataset)
  if (!places) return
  const own = document.createElement('div')
  own.hidden = true
  // Where references stand was of interest in the first pass alone.
  for (const link of places.querySelectorAll('a:not([href^="#xref_"])'))
    if (led.has(link.getAttribute('href')) || document.getElementById(link.id))
      own.append(link.cloneNode())
  document.body.append(own)
}

/** Sheets beneath the text, and what they are set by. */
export interface Sheets {
  html: string
  css: string
}

/** Runs in the document: sets everything aside for the sheets. */
export function showSheets({ html, css }: Sheets): void {
  const page: typeof globalThis & { whole?: HTMLElement[] } = globalThis
  page.whole ??= [...document.body.querySelectorAll<HTMLElement>(':scope > *')]
  document.getElementById('first-pass')?.remove()
  document.getElementById('text-styles')?.setAttribute('media', 'not all')
  const style = document.createElement('style')
  style.id = 'sheet-styles'
  style.textContent = css
  document.head.append(style)
  document.body.innerHTML = html
}

/**
 * Runs in the document before the first pass: everything keeps its room and nothing is drawn. More than
 * half of that pass would go into drawing, and it is made for its pages' numbers alone. On a screen
 * nothing is shown.
 */
export function prepareFirstPass(): void {
  const style = document.createElement('style')
  style.id = 'first-pass'
  style.textContent = '*{visibility:hidden!important}'
  const screen = document.createElement('style')
  screen.textContent = '@media screen{body{display:none}}'
  document.head.append(style, screen)
}

/** Runs in the document, with the piece shown: must not refer to anything outside of itself. */
export function fill({ labels, shifts, nearReferences }: Filling): void {
  document.getElementById('first-pass')?.remove()
  for (const place of document.querySelectorAll<HTMLElement>('[data-page-of]'))
    place.textContent = labels[place.dataset.pageOf ?? ''] ?? ''
  for (const [id, shift] of Object.entries(shifts)) {
    const note = document.getElementById(id)
    if (note) note.style.marginTop = `${shift}pt`
  }
  for (const entry of document.querySelectorAll('.index-entries li')) {
    // "3, 3, 4, 5, 9" is printed "3–5, 9".
    const pages = [...entry.querySelectorAll<HTMLElement>('.index-page')]
    const shown: HTMLElement[] = []
    for (const page of pages) {
      page.style.display = ''
      const before = shown.at(-1)
      const label = page.querySelector('a')?.textContent
      if (before && before.querySelector('a')?.textContent === label) {
        if (page.classList.contains('main')) before.classList.add('main')
        page.style.display = 'none'
      } else shown.push(page)
    }
    const number = (page: HTMLElement | undefined): number =>
      Number(page?.querySelector('a')?.textContent ?? Number.NaN)
    for (const [index, page] of shown.entries()) {
      const comma = page.querySelector('.index-comma')
      const plain = (at: number): boolean => !shown[at]?.classList.contains('main')
      const follows = (at: number): boolean => number(shown[at]) === number(shown[at - 1]) + 1
      const inRun = plain(index) && plain(index - 1) && follows(index)
      const inside = inRun && plain(index + 1) && follows(index + 1) && index + 1 < shown.length
      if (inside && index > 0) page.style.display = 'none'
      if (comma)
        comma.textContent =
          index === 0 ? '' : inRun && shown[index - 1]?.style.display === 'none' ? '–' : ', '
    }
  }
  const references = document.querySelectorAll<HTMLElement>('[data-reference]')
  for (const index of nearReferences) {
    const reference = references[index]
    if (reference) reference.style.display = 'none'
  }
}

/** What is known of a piece before it is printed. */
export interface Measures {
  /** Heights in points, as laid out for print. */
  notes: { id: string; height: number }[]
  /** Tables that take the column for notes as well. */
  wide: { id: string; height: number }[]
  /** In their order, where they stand and where they lead. */
  references: { to: string; from: string }[]
}

/** Runs in the document while it is laid out: what is known of each piece, with its id. */
export function measure(): [id: string, measures: Measures][] {
  // A chapter may be called "constructor", which every object has.
  const all = new Map<string, Measures>()
  for (const element of document.querySelectorAll<HTMLElement>('[data-piece]')) {
    const heights = (selector: string) =>
      [...element.querySelectorAll(selector)].map((box) => ({
        id: box.id,
        height: box.getBoundingClientRect().height * 0.75,
      }))
    const id = element.dataset.piece ?? ''
    const known = all.get(id) ?? { notes: [], wide: [], references: [] }
    known.notes.push(...heights('.margin-note'))
    known.wide.push(...heights('.body .wide'))
    for (const reference of element.querySelectorAll<HTMLElement>('[data-reference]'))
      known.references.push({
        to: reference.dataset.reference ?? '',
        from: reference.previousElementSibling?.id ?? '',
      })
    all.set(id, known)
  }
  return [...all]
}
