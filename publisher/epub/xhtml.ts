import type { Element, ElementContent, Nodes } from 'hast'
import { toXast } from 'hast-util-to-xast'
import { h } from 'hastscript'
import { visit } from 'unist-util-visit'
import { sayDirections } from '../text-direction.ts'
import { toXml } from './to-xml.ts'

/** DPUB-ARIA roles and the `epub:type` that reading systems know them by (EPUB SSV 1.1). */
const types: Record<string, string> = {
  'doc-noteref': 'noteref',
  'doc-footnote': 'footnote',
  'doc-backlink': 'backlink',
  'doc-biblioref': 'biblioref',
  'doc-pagebreak': 'pagebreak',
}

/** A content document of an EPUB 3.3: XHTML with what reading systems ask for. */
export function contentDocument({
  title,
  lang,
  body,
  type,
}: {
  title: string
  lang: string
  body: ElementContent[]
  /** `epub:type` of the body; none for an ordinary document. */
  type?: string
}): string {
  const root = h('html', { lang, xmlLang: lang, 'xmlns:epub': 'http://www.idpf.org/2007/ops' }, [
    h('head', [
      h('meta', { charSet: 'utf-8' }),
      h('title', title),
      h('link', { rel: 'stylesheet', type: 'text/css', href: 'epub.css' }),
    ]),
    h('body', type ? { 'epub:type': type } : {}, body),
  ])
  return `<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n${toXml(toXast(withTypes(sayDirections(root))))}\n`
}

function withTypes<T extends Nodes>(root: T): T {
  const copy = structuredClone(root)
  visit(copy, 'element', (element: Element) => {
    const type = types[String(element.properties.role ?? '')]
    if (type) element.properties['epub:type'] = type
    if (element.properties.lang) element.properties.xmlLang = element.properties.lang
  })
  return copy
}
