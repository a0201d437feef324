import type { ElementContent } from 'hast'
import { h } from 'hastscript'
import { hastFromMarkedText } from '../citations/marked-text.ts'
import { entryId } from './place.ts'
import type { State } from './state.ts'

/** The cites of a group, each a link to its entry of the bibliography. */
export const citesToHast = (marked: string, state: State): ElementContent[] =>
  hastFromMarkedText(marked, {
    cite: (key, children) =>
      h(
        'a.cite',
        {
          href: state.hrefOf({ page: { kind: 'bibliography' }, id: entryId(key) }),
          role: 'doc-biblioref',
        },
        children,
      ),
  })
