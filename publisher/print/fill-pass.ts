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
