import { safeHref } from '@charrette/guides'
import { all, isBlank, rename, styleOf, unwrap, wrapContents } from './dom.ts'
import { type Lost, lose, type Pasted } from './pasted.ts'

/** What stands by itself, beside or around text. */
const blocks =
  'p, h1, h2, h3, h4, h5, h6, ul, ol, li, table, figure, blockquote, pre, div, section, article, hr, dl'

/** What no chapter holds, as it is told of. */
const embedded: Record<string, Lost> = {
  iframe: 'embeddedPage',
  video: 'video',
  audio: 'recording',
  object: 'embeddedObject',
  embed: 'embeddedObject',
  canvas: 'drawing',
  svg: 'drawing',
  math: 'formula',
}

/**
 * Leaves of HTML what a chapter can hold: words and their meaning, no looks.
 *
 * @param lang of the chapter: words said to be in it need not say so.
 * @param keepPicture the path of a picture that came along; null where it did not.
 */
export function cleanWeb(
  root: HTMLElement,
  lang: string,
  pasted: Pasted,
  keepPicture: (image: HTMLElement) => string | null,
): void {
  removeComments(root)
  for (const unseen of all(root, 'script, style, noscript, template, meta, link, title, head'))
    unseen.remove()
  for (const control of all(root, 'button, input, select, textarea')) control.remove()
  for (const heading of all(root, '[role="heading"][aria-level]'))
    if (!/^h[1-6]$/.test(heading.localName))
      rename(heading, `h${Math.min(6, Math.max(1, Number(heading.getAttribute('aria-level'))))}`)
  // The browser draws the signs.
  for (const quotation of all(root, 'q')) {
    quotation.prepend('“')
    quotation.append('”')
    unwrap(quotation)
  }
  for (const element of all(root, Object.keys(embedded).join(', '))) {
    if (!root.contains(element)) continue
    const isIcon = element.localName === 'svg' && element.closest('a, button, span, i')
    if (!isIcon) lose(pasted, embedded[element.localName] ?? 'embeddedObject')
    element.remove()
  }
  for (const term of all(root, 'dt, summary')) {
    wrapContents(term, 'strong')
    rename(term, 'p')
  }
  for (const said of all(root, 'dd')) if (!said.querySelector(blocks)) rename(said, 'p')
  meanLooks(root)
  cleanLinks(root, pasted)
  const base = lang.toLowerCase().split('-')[0]
  for (const element of all(root, '[lang]')) {
    const tag = element.getAttribute('lang') ?? ''
    const [own = '', ...rest] = tag.split('-')
    // "zxx" is what is in no language: LibreOffice says so of every link.
    if ([base, 'zxx'].includes(own.toLowerCase()) || element.localName !== 'span')
      element.removeAttribute('lang')
    else element.setAttribute('lang', [own.toLowerCase(), ...rest].join('-'))
  }
  // A heading divides the chapter, and stands in nothing else.
  for (const heading of all(root, ':is(li, blockquote, td, th) :is(h1, h2, h3, h4, h5, h6)')) {
    wrapContents(heading, 'strong')
    rename(heading, 'p')
  }
  makeTables(root)
  makeFigures(root, pasted, keepPicture)
  for (const line of all(root, 'br')) if (standsBetweenBlocks(line) || isAlone(line)) line.remove()
  for (const paragraph of all(root, 'p'))
    if (isBlank(paragraph) && !paragraph.closest('li, td, th')) paragraph.remove()
}

function removeComments(root: HTMLElement): void {
  const walker = root.ownerDocument.createTreeWalker(root, 128)
  const comments: Comment[] = []
  while (walker.nextNode()) comments.push(walker.currentNode as Comment)
  for (const comment of comments) comment.remove()
}

/** Says by elements what was said by looks, and forgets all other looks. */
function meanLooks(root: HTMLElement): void {
  for (const element of all(root, '[style]')) {
    const style = styleOf(element)
    const isHeading = /^h[1-6]$/.test(element.localName)
    const weight = /(?:^|;)\s*font-weight:\s*(?:bold|[6-9]00)/i.test(style)
    if (
      /(?:^|;)\s*font-weight:\s*(?:normal|[34]00)/i.test(style) &&
      /^(b|strong)$/.test(element.localName)
    ) {
      element.removeAttribute('style')
      unwrap(element)
      continue
    }
    if (weight && !isHeading && !/^(b|strong|th)$/.test(element.localName))
      wrapContents(element, 'strong')
    if (/font-style:\s*italic/i.test(style) && !/^(i|em)$/.test(element.localName))
      wrapContents(element, 'em')
    if (/vertical-align:\s*super/i.test(style) && element.localName !== 'sup')
      wrapContents(element, 'sup')
    if (/vertical-align:\s*sub/i.test(style) && element.localName !== 'sub')
      wrapContents(element, 'sub')
    element.removeAttribute('style')
  }
  // A heading is as bold as the edition sets it.
  for (const bold of all(root, ':is(h1, h2, h3, h4, h5, h6) :is(b, strong)')) unwrap(bold)
}

function cleanLinks(root: HTMLElement, pasted: Pasted): void {
  for (const link of all(root, 'a')) {
    const href = link.getAttribute('href') ?? ''
    if (safeHref.test(href)) continue
    // Within its page; its words stay.
    if (href !== '' && !href.startsWith('#')) lose(pasted, 'link', link.textContent?.trim() ?? '')
    unwrap(link)
  }
}

/** A table comes with its caption; one that only places things on a page is what it places. */
function makeTables(root: HTMLElement): void {
  // Inner ones first: a cell holds no table.
  for (const table of all(root, 'table').reverse()) {
    const rows = all(table, 'tr')
    const isLayout =
      table.getAttribute('role') === 'presentation' ||
      (rows.length <= 1 && (rows[0]?.children.length ?? 0) <= 1) ||
      table.parentElement?.closest('table')
    if (isLayout) {
      for (const cell of all(table, 'td, th')) rename(cell, 'div')
      for (const part of all(table, 'tr, tbody, thead, tfoot')) unwrap(part)
      for (const part of all(table, 'colgroup, col')) part.remove()
      unwrap(table)
      continue
    }
    for (const row of rows) if (row.children.length === 0) removeEmptyRow(row, table)
    for (const cell of all(table, 'thead td')) {
      const header = rename(cell, 'th')
      for (const span of ['colspan', 'rowspan'])
        if (cell.hasAttribute(span)) header.setAttribute(span, cell.getAttribute(span) ?? '')
    }
    for (const bold of all(table, 'th :is(b, strong)')) unwrap(bold)
    const figure = table.ownerDocument.createElement('figure')
    figure.dataset.type = 'table'
    const caption = table.ownerDocument.createElement('figcaption')
    const given = table.querySelector('caption')
    if (given) {
      caption.append(...given.childNodes)
      given.remove()
    }
    // A div around it, to scroll or to align it, is one no longer.
    table.replaceWith(figure)
    figure.append(caption, table)
  }
}

/** A row of which all cells are those of rows above it: LibreOffice leaves it empty. */
function removeEmptyRow(row: HTMLElement, table: HTMLElement): void {
  const rows = all(table, 'tr')
  const index = rows.indexOf(row)
  for (const [above, { children }] of rows.slice(0, index).entries())
    for (const cell of children) {
      const span = Number(cell.getAttribute('rowspan') ?? 1)
      if (above + span > index) cell.setAttribute('rowspan', String(span - 1))
    }
  row.remove()
}

/** A picture stands after the paragraph that it was in, with the caption that it had. */
function makeFigures(
  root: HTMLElement,
  pasted: Pasted,
  keepPicture: (image: HTMLElement) => string | null,
): void {
  for (const image of all(root, 'img')) {
    const alt = (image.getAttribute('alt') ?? '').trim()
    const around = image.closest<HTMLElement>('figure:not([data-type])')
    const caption = around?.querySelector('figcaption') ?? null
    const path = keepPicture(image)
    if (path === null) {
      // One by one pixel: it counted who read the page.
      if (image.getAttribute('width') !== '1')
        lose(pasted, 'picture', alt || caption?.textContent?.trim() || '')
      image.remove()
      continue
    }
    const figure = image.ownerDocument.createElement('figure')
    figure.dataset.type = 'figure'
    figure.dataset.src = path
    figure.dataset.alt = alt
    const words = image.ownerDocument.createElement('figcaption')
    if (caption) words.append(...caption.childNodes)
    figure.append(words)
    caption?.remove()
    const place =
      image.closest('figure[data-type="table"]') ??
      around ??
      image.closest('p, h1, h2, h3, h4, h5, h6')
    image.remove()
    if (place && root.contains(place)) place.after(figure)
    else root.append(figure)
  }
  for (const figure of all(root, 'figure:not([data-type])')) {
    for (const caption of all(figure, 'figcaption')) rename(caption, 'p')
    unwrap(figure)
  }
}

/** A line break that is all there is in a paragraph keeps it from falling in, as programs do that write HTML. */
function isAlone(line: Element): boolean {
  const paragraph = line.closest('p')
  return paragraph !== null && isBlank(paragraph)
}

/** A line break beside a block breaks nothing. */
function standsBetweenBlocks(line: Element): boolean {
  const isBlock = (element: Element | null) => element?.matches(blocks) ?? false
  return isBlock(line.previousElementSibling) || isBlock(line.nextElementSibling)
}
