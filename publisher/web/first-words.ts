import type { Nodes } from 'hast'

/** The first words of a text's paragraphs, cut at a word's end: a page's description. */
export function firstWords(root: Nodes, length: number): string {
  const texts: string[] = []
  const collect = (node: Nodes, inParagraph: boolean): void => {
    if (node.type === 'text' && inParagraph) texts.push(node.value)
    if (!('children' in node)) return
    const skipped =
      node.type === 'element' &&
      (node.tagName === 'sup' || node.tagName === 'aside' || node.properties.ariaHidden === 'true')
    if (skipped) return
    const isParagraph = node.type === 'element' && node.tagName === 'p'
    for (const child of node.children) collect(child, inParagraph || isParagraph)
    if (isParagraph) texts.push(' ')
  }
  collect(root, false)
  const text = texts.join('').replace(/\s+/g, ' ').trim()
  if (text.length <= length) return text
  const cut = text.slice(0, length)
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), 1)).replace(/[\s,;:.–-]+$/u, '')} …`
}
