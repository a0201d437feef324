// The catalogue of city examples: shows those that its readers choose. What they chose stands in
// the address, so that it can be sent to somebody else and comes back with "Back".
// The words that it says stand at the form, in the language of the page.
// Without scripts the page lists every example, and the form is not shown (examples.css): it is in
// the page from the start, so that nothing moves when this comes.

const form = /** @type {HTMLFormElement} */ (document.getElementById('choose'))
const entries = [.../** @type {HTMLElement} */ (document.getElementById('examples')).children]
const chosen = /** @type {HTMLOutputElement} */ (document.getElementById('chosen'))
const fields = ['topic', 'size', 'state', 'since', 'words']

const valueIn = (name) => form.elements.namedItem(name).value.trim()

function fits({ dataset, textContent }) {
  const [topic, size, state, since, words] = fields.map(valueIn)
  const text = textContent.toLowerCase()
  return (
    (!topic || dataset.topics.split('|').includes(topic)) &&
    (!size || dataset.size === size) &&
    (!state || dataset.state === state) &&
    (!since || dataset.year >= since) &&
    words
      .toLowerCase()
      .split(/\s+/)
      .every((word) => text.includes(word))
  )
}

function show() {
  let count = 0
  for (const entry of entries) {
    entry.hidden = !fits(entry)
    if (!entry.hidden) count++
  }
  chosen.textContent =
    count === entries.length
      ? form.dataset.count
      : count === 0
        ? form.dataset.none
        : form.dataset.ofAll.replace('{count}', count).replace('{all}', entries.length)
  const query = new URLSearchParams(
    fields.map((name) => [name, valueIn(name)]).filter(([, value]) => value),
  ).toString()
  history.replaceState(null, '', query ? `?${query}` : location.pathname)
}

for (const [name, value] of new URLSearchParams(location.search))
  if (fields.includes(name)) form.elements.namedItem(name).value = value
form.addEventListener('input', show)
form.addEventListener('submit', (event) => event.preventDefault())
// The fields are emptied after the event.
form.addEventListener('reset', () => setTimeout(show))
show()
