// The search: words in the field are looked for as they are typed, in the index that Pagefind made.
// What was looked for stands in the address, so that it can be sent on and comes back with "Back".

const SHOWN = 8
const PAUSE_MS = 200

const field = /** @type {HTMLInputElement} */ (document.getElementById('search-words'))
const found = /** @type {HTMLElement} */ (document.getElementById('search-found'))
const list = /** @type {HTMLElement} */ (document.getElementById('search-results'))
const more = /** @type {HTMLButtonElement} */ (document.getElementById('search-more'))

/** @type {Promise<any> | null} */
let loading = null
let asked = 0
let results = []

/** The page's language comes first; guides in others are found too. */
async function load() {
  const pagefind = await import('/search/index/pagefind.js')
  await pagefind.options({
    basePath: '/search/index/',
    baseUrl: '/',
    excerptLength: 28,
    // A worker's address is none that our pages' policy (Trusted Types) lets a script choose.
    noWorker: true,
  })
  await pagefind.init()
  const { languages } = await (await fetch('/search/index/pagefind-entry.json')).json()
  const own = document.documentElement.lang
  if (languages[own])
    for (const language of Object.keys(languages))
      if (language !== own) await pagefind.mergeIndex('/search/index/', { language })
  return pagefind
}

async function look() {
  const words = field.value.trim()
  const turn = ++asked
  history.replaceState(null, '', words ? `?q=${encodeURIComponent(words)}` : location.pathname)
  if (!words) return show([], '')
  try {
    loading ??= load()
    const pagefind = await loading
    const answer = await pagefind.search(words)
    // Somebody has typed on.
    if (turn !== asked) return
    const count = answer.results.length
    await show(
      answer.results,
      count === 0
        ? found.dataset.none.replace('{words}', () => words)
        : count === 1
          ? found.dataset.one
          : found.dataset.several.replace('{count}', String(count)),
    )
  } catch {
    loading = null
    found.textContent = found.dataset.unreachable
  }
}

async function show(all, words) {
  results = all
  const turn = asked
  const entries = await next(0)
  if (turn !== asked) return
  found.textContent = words
  list.replaceChildren(...entries)
  more.hidden = list.children.length >= results.length
}

const next = async (from) =>
  Promise.all(results.slice(from, from + SHOWN).map(async (result) => entryOf(await result.data())))

function entryOf({ url, meta, excerpt, sub_results: parts }) {
  const entry = document.createElement('li')
  const heading = document.createElement('h2')
  heading.append(linkTo(url, meta.title))
  const guide = document.createElement('p')
  guide.className = 'status'
  guide.textContent = meta.guide
  const text = document.createElement('p')
  text.append(...marked(excerpt))
  entry.append(heading, guide, text)
  const sections = parts.filter((part) => part.url !== url).slice(0, 3)
  if (sections.length > 0) {
    const inner = document.createElement('ul')
    for (const section of sections) {
      const item = document.createElement('li')
      item.append(linkTo(section.url, section.title))
      inner.append(item)
    }
    entry.append(inner)
  }
  return entry
}

function linkTo(url, words) {
  const link = document.createElement('a')
  link.href = url
  link.textContent = words
  return link
}

const characters = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", '#x27': "'", '#39': "'" }

/** What was found is marked. No markup is read: the page's policy lets no script write any. */
function marked(excerpt) {
  return excerpt.split(/<mark>(.*?)<\/mark>/s).map((piece, index) => {
    const words = piece.replace(/&([a-z#0-9]+);/gi, (all, name) => characters[name] ?? all)
    if (index % 2 === 0) return document.createTextNode(words)
    const mark = document.createElement('mark')
    mark.textContent = words
    return mark
  })
}

let pause = 0
field.addEventListener('input', () => {
  clearTimeout(pause)
  pause = setTimeout(look, PAUSE_MS)
})
field.form?.addEventListener('submit', (event) => {
  event.preventDefault()
  clearTimeout(pause)
  look()
})
more.addEventListener('click', async () => {
  const turn = asked
  const from = list.children.length
  const entries = await next(from)
  if (turn !== asked) return
  list.append(...entries)
  more.hidden = list.children.length >= results.length
  // Who pressed the key goes on reading where the new ones begin.
  entries[0]?.querySelector('a')?.focus()
})

field.value = new URLSearchParams(location.search).get('q') ?? ''
if (field.value) look()
