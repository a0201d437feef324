import { toXml as serialised } from 'xast-util-to-xml'

/** What XML 1.0 has no way to write (2.2), and the serialiser lets through. */
const noCharacter = /[\uFFFE\uFFFF]/g

/**
 * A tree as XML. `]]>` may stand neither in a text nor unescaped anywhere else (XML 1.0, 2.4), and
 * the serialiser escapes `&` and `<` alone; no tree of ours holds the CDATA sections that it ends.
 */
export const toXml = (tree: Parameters<typeof serialised>[0]): string =>
  serialised(tree, { closeEmptyElements: true })
    .replace(noCharacter, '')
    .replaceAll(']]>', ']]&gt;')
