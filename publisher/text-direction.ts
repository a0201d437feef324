import type { Nodes } from 'hast'

const rightToLeft = new Set(['Arab', 'Hebr', 'Syrc', 'Thaa', 'Nkoo', 'Adlm'])

export type Direction = 'ltr' | 'rtl'

/** The direction in which a language is written, by its script; left to right where it is unknown. */
export function directionOf(tag: string): Direction {
  try {
    return rightToLeft.has(new Intl.Locale(tag).maximize().script ?? '') ? 'rtl' : 'ltr'
  } catch {
    // Not a tag: the release checks refuse it where an author wrote it.
    return 'ltr'
  }
}

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
