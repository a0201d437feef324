import type { ElementContent } from 'hast'
import { h } from 'hastscript'

// citeproc writes strings. Ours carry marks from the private use area instead of HTML, and are read
// back into hast here, so that nothing from a bibliography can ever become markup.

const open: Record<string, string> = {
  em: '\uE000',
  strong: '\uE001',
  sup: '\uE002',
  sub: '\uE003',
  smallCaps: '\uE004',
  cite: '\uE005',
}
const close = '\uE00F'
const endOfKey = '\uE00E'
const openings = new Map(Object.entries(open).map(([name, mark]) => [mark, name]))
const anyMark = /([\uE000-\uE005\uE00E\uE00F])/u

const within = (name: string) => `${open[name] ?? ''}%%STRING%%${close}`

/** Text of a bibliography that would read as our marks is dropped: no script uses these code points. */
const withoutMarks = (text: string | undefined): string =>
  (text ?? '').replace(/[\uE000-\uE00F]/gu, '')

interface Terms {
  getTerm(name: string): string
}

/** An output format for `CSL.Output.Formats` (citeproc manual, "Output formatting"). */
export const markedTextFormat: Record<string, unknown> = {
  text_escape: withoutMarks,
  bibstart: '',
  bibend: '',
  '@font-style/italic': within('em'),
  '@font-style/oblique': within('em'),
  '@font-style/normal': false,
  '@font-variant/small-caps': within('smallCaps'),
  '@font-variant/normal': false,
  '@font-weight/bold': within('strong'),
  '@font-weight/normal': false,
  '@font-weight/light': false,
  '@text-decoration/none': false,
  '@text-decoration/underline': within('em'),
  '@vertical-align/baseline': false,
  '@vertical-align/sup': within('sup'),
  '@vertical-align/sub': within('sub'),
  '@passthrough/true': (_state: unknown, text: string) => text,
  '@strip-periods/true': (_state: unknown, text: string) => text,
  '@strip-periods/false': (_state: unknown, text: string) => text,
  '@quotes/true': (state: Terms, text?: string) =>
    text === undefined
      ? state.getTerm('open-quote')
      : state.getTerm('open-quote') + text + state.getTerm('close-quote'),
  '@quotes/inner': (state: Terms, text?: string) =>
    text === undefined
      ? '’'
      : state.getTerm('open-inner-quote') + text + state.getTerm('close-inner-quote'),
  '@quotes/false': false,
  '@cite/entry': function (
    this: { item_id: string },
    state: { sys: { wrapCitationEntry(text: string, id: string): string } },
    text: string,
  ) {
    return state.sys.wrapCitationEntry(text, this.item_id)
  },
  '@bibliography/entry': (_state: unknown, text: string) => text,
  '@display/block': (_state: unknown, text: string) => ` ${text}`,
  '@display/left-margin': (_state: unknown, text: string) => `${text} `,
  '@display/right-inline': (_state: unknown, text: string) => text,
  '@display/indent': (_state: unknown, text: string) => ` ${text}`,
  '@showid/true': (_state: unknown, text: string) => text,
  '@URL/true': (_state: unknown, text: string) => text,
  '@DOI/true': (_state: unknown, text: string) => text,
}

/** Marks one cite of a group, so that it can become a link to its entry. */
export const markCite = (text: string, key: string): string =>
  `${open.cite ?? ''}${key}${endOfKey}${text}${close}`

/** What a marked text becomes; `cite` draws one cite of a group, `text` a run of plain text. */
export interface Drawing {
  cite?: (key: string, children: ElementContent[]) => ElementContent
  text?: (text: string) => ElementContent[]
}

/**
 * Reads a marked text into hast.
 *
 * @throws {Error} where a mark is opened and not closed: citeproc broke the format.
 */
export function hastFromMarkedText(marked: string, drawing: Drawing = {}): ElementContent[] {
  const pieces = marked.split(anyMark).filter((piece) => piece !== '')
  let at = 0
  const read = (depth: number): ElementContent[] => {
    const found: ElementContent[] = []
    while (at < pieces.length) {
      const piece = pieces[at++] ?? ''
      const name = openings.get(piece)
      if (name === 'cite') {
        const key = pieces[at] ?? ''
        at += 2
        const children = read(depth + 1)
        found.push(drawing.cite ? drawing.cite(key, children) : h('span', children))
      } else if (name === 'smallCaps') found.push(h('span.small-caps', read(depth + 1)))
      else if (name) found.push(h(name, read(depth + 1)))
      else if (piece === close) {
        if (depth > 0) return found
      } else
        found.push(
          ...(drawing.text ? drawing.text(piece) : [{ type: 'text' as const, value: piece }]),
        )
    }
    if (depth > 0) throw new Error(`A mark is not closed in ${JSON.stringify(marked)}`)
    return found
  }
  return read(0)
}

/** A marked text without its marks. */
export const plainFromMarkedText = (marked: string): string =>
  marked.replace(/\uE005[^\uE00E]*\uE00E/gu, '').replace(/[\uE000-\uE00F]/gu, '')
