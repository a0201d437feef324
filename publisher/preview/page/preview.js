// Runs in every page of a preview: loads it anew when it has changed, and lists the findings.
const shown = document.createElement('aside')
shown.className = 'preview-bar'
shown.setAttribute('aria-label', 'Preview')

const here = () => {
  const path = decodeURIComponent(location.pathname).slice(1)
  return path === '' || path.endsWith('/') ? `${path}index.html` : path
}

/** An element of texts and elements; what an author wrote stays text. */
const element = (name, className, ...children) => {
  const made = document.createElement(name)
  if (className) made.className = className
  made.append(...children)
  return made
}

const placeOf = ({ file, line, chapterTitle }) =>
  file ? [file, line].filter(Boolean).join(':') : chapterTitle || 'guide'

const counted = (findings) => {
  const errors = findings.filter(({ severity }) => severity === 'error').length
  const warnings = findings.length - errors
  const words = (count, word) => `${count} ${word}${count === 1 ? '' : 's'}`
  return errors + warnings === 0
    ? 'No findings'
    : [errors && words(errors, 'error'), warnings && words(warnings, 'warning')]
        .filter(Boolean)
        .join(', ')
}

const show = (findings) => {
  const wasOpen = shown.querySelector('details')?.open ?? findings.some(isError)
  const link = element('a', 'preview-pdf', 'Print as PDF')
  link.href = '/-preview/guide.pdf'
  const summary = element('summary', findings.some(isError) ? 'has-errors' : '', counted(findings))
  const list = element(
    'ol',
    'preview-findings',
    ...findings.map((each) =>
      element(
        'li',
        each.severity,
        element('code', '', placeOf(each)),
        ' ',
        element('strong', '', each.message),
        ' ',
        each.mend,
      ),
    ),
  )
  const details = element('details', '', summary, list)
  details.open = wasOpen && findings.length > 0
  shown.replaceChildren(details, link)
}

const isError = ({ severity }) => severity === 'error'

document.body.append(shown)
const loaded = document.querySelector('meta[name="preview-version"]').content
const events = new EventSource(`/-preview/events?since=${loaded}`)
events.onmessage = ({ data }) => {
  const { changed, findings } = JSON.parse(data)
  if (changed.includes(here())) location.reload()
  else show(findings)
}
events.onerror = () => {
  shown.replaceChildren(
    element('p', 'preview-gone', 'The preview has ended. Start it again to see changes.'),
  )
}
