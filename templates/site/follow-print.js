// Looks again by itself until the PDF is there. Without this script there is a link that does.

const EVERY_MS = 2000

const shown = /** @type {HTMLElement} */ (document.getElementById('print-state'))

async function look() {
  try {
    const response = await fetch('state.json', { cache: 'no-store' })
    const { isUnderWay, words } = await response.json()
    if (response.ok && !isUnderWay) return location.reload()
    if (response.ok && words !== shown.textContent) shown.textContent = words
  } catch {
    // The network is away for a moment: it is asked again.
  }
  setTimeout(look, EVERY_MS)
}

setTimeout(look, EVERY_MS)
