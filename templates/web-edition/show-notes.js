// Shows a note beside its reference while the pointer or the focus is there, where notes do not
// stand in the margin already. Without this script a reference is a link to its note, and with it too.

const LEAVING_MS = 250
const GAP = 6

/** @type {HTMLElement | null} */
let shown = null
/** @type {HTMLElement | null} */
let reference = null
let leaving = 0

const noteOf = (link) => document.getElementById(decodeURIComponent(link.hash.slice(1)))

function show(link) {
  clearTimeout(leaving)
  if (link === reference) return
  hide()
  const note = noteOf(link)
  if (!note || isBeside(note)) return
  const copy = document.createElement('div')
  copy.className = 'note-shown'
  // The note itself is read aloud in its place: this is its picture.
  copy.setAttribute('aria-hidden', 'true')
  for (const child of note.childNodes) copy.append(child.cloneNode(true))
  for (const element of copy.querySelectorAll('*')) element.removeAttribute('id')
  for (const back of copy.querySelectorAll('.note-back')) back.remove()
  for (const inner of copy.querySelectorAll('a')) inner.tabIndex = -1
  copy.addEventListener('pointerenter', () => clearTimeout(leaving))
  copy.addEventListener('pointerleave', leave)
  document.body.append(copy)
  place(copy, link)
  shown = copy
  reference = link
}

/** Above the reference where there is room, else below; never beyond the window's sides. */
function place(copy, link) {
  const at = link.getBoundingClientRect()
  const { width, height } = copy.getBoundingClientRect()
  const right = document.documentElement.clientWidth - width - GAP
  const left = Math.max(GAP, Math.min(at.left - width / 2, right))
  const top = at.top > height + GAP ? at.top - height - GAP : at.bottom + GAP
  copy.style.left = `${left + scrollX}px`
  copy.style.top = `${top + scrollY}px`
}

const isBeside = (note) => getComputedStyle(note).position === 'absolute'

function hide() {
  clearTimeout(leaving)
  shown?.remove()
  shown = null
  reference = null
}

/** A moment later, so that the pointer can go to what is shown. */
function leave() {
  clearTimeout(leaving)
  leaving = setTimeout(() => {
    if (document.activeElement !== reference) hide()
  }, LEAVING_MS)
}

for (const link of document.querySelectorAll('a.note-reference')) {
  link.addEventListener('pointerenter', (event) => {
    // A finger follows the link.
    if (event.pointerType !== 'touch') show(link)
  })
  link.addEventListener('pointerleave', leave)
  link.addEventListener('focus', () => {
    if (link.matches(':focus-visible')) show(link)
  })
  link.addEventListener('blur', hide)
  link.addEventListener('click', hide)
}
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') hide()
})
