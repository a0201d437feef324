/** What one pass tells the next: written into the loaded document. */
export interface Filling {
  /** Page labels by id. */
  labels: Record<string, string>
  /** Points by which notes move, by id. */
  shifts: Record<string, number>
  /** Indices of the references whose target is on the same page: they need no page number. */
  nearReferences: number[]
  /** Ids of the chapters that a blank page goes before. */
  blanksBefore: string[]
}

/**
 * Runs in the document before the first pass: pictures keep their room and are not drawn. Half of
 * that pass would go into them, and it is made for its pages' numbers alone.
 */
export function hidePictures(): void {
  const style = document.createElement('style')
  style.id = 'hidden-pictures'
  style.textContent = 'img{visibility:hidden!important}'
  document.head.append(style)
}

/** Runs in the document: must not refer to anything outside of itself. */
export function fill({ labels, shifts, nearReferences, blanksBefore }: Filling): void {
  document.getElementById('hidden-pictures')?.remove()
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
  for (const blank of document.querySelectorAll('.blank')) blank.remove()
  for (const id of blanksBefore) {
    const blank = document.createElement('div')
    blank.className = 'blank'
    document.querySelector(`[data-starts="${id}"]`)?.before(blank)
  }
}

/** Heights in points, as laid out for print. */
export interface Measures {
  notes: { id: string; height: number }[]
  /** Tables that take the column for notes as well. */
  wide: { id: string; height: number }[]
}

/** Runs in the document. */
export function measure(): Measures {
  const heights = (selector: string) =>
    [...document.querySelectorAll(selector)].map((element) => ({
      id: element.id,
      height: element.getBoundingClientRect().height * 0.75,
    }))
  return { notes: heights('.margin-note'), wide: heights('.body .wide') }
}
