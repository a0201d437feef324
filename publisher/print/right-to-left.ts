import type { ElementContent } from 'hast'
import { h } from 'hastscript'

const letter = '[\\p{Script=Arabic}\\p{Script=Hebrew}\\p{Script=Syriac}\\p{Script=Thaana}]'
const passage = new RegExp(`${letter}(?:[\\p{M}\\s\\p{P}]*${letter})*\\p{M}*`, 'gu')

/** Whether a text has letters that are written from right to left. */
export const hasRightToLeft = (text: string): boolean => new RegExp(letter, 'u').test(text)

/**
 * Sets passages that are written from right to left apart, so that one face has their words and the
 * spaces between them: Chromium writes what is in one face in the order of reading, and pieces in
 * several faces in the order in which they stand on the line.
 */
export function setRightToLeftApart(nodes: readonly ElementContent[]): ElementContent[] {
  return nodes.flatMap((node): ElementContent[] => {
    if (node.type === 'element') {
      return [{ ...node, children: setRightToLeftApart(node.children) }]
    }
    if (node.type !== 'text') return [node]
    const apart: ElementContent[] = []
    let from = 0
    for (const { 0: text, index } of node.value.matchAll(passage)) {
      if (index > from) apart.push({ type: 'text', value: node.value.slice(from, index) })
      apart.push(h('bdi.right-to-left', text))
      from = index + text.length
    }
    if (from < node.value.length) apart.push({ type: 'text', value: node.value.slice(from) })
    return apart
  })
}
