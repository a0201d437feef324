import { type Direction, directionOf } from '@charrette/guides'
import type { Nodes } from 'hast'

/**
 * The tree with the direction said of every element whose language is written in another than what is
 * around it: of a whole document, and of a passage within one.
 *
 * @param around the direction outside of the tree.
 */
export function sayDirections<T extends Nodes>(tree: T, around: Direction = 'ltr'): T {
  if (tree.type !== 'element' && tree.type !== 'root') return tree
  const lang = tree.type === 'element' ? tree.properties.lang : ''
  const own = typeof lang === 'string' && lang !== '' ? directionOf(lang) : around
  return {
    ...tree,
    ...(tree.type === 'element' && own !== around
      ? { properties: { ...tree.properties, dir: own } }
      : {}),
    children: tree.children.map((child) => sayDirections(child, own)),
  }
}
