import type { Element } from '@xmldom/xmldom'
import type { ImportedComment } from './imported-word.ts'
import { attributeOf, descendantsOf, elementsOf, momentOf, readXml } from './mark-changes.ts'

export interface WordComment {
  id: string
  message: ImportedComment['messages'][number]
  resolved: boolean
  /** Of whose comment it is a reply; null where it begins a thread. */
  parent: string | null
}

/** The comments of a file in its order, with what Word keeps of threads in a part of its own. */
export function readComments(parts: ReadonlyMap<string, Uint8Array>): WordComment[] {
  const bytes = parts.get('word/comments.xml')
  const root = bytes ? readXml(bytes).documentElement : null
  if (!root) return []
  const threads = readThreads(parts.get('word/commentsExtended.xml'))
  const byParagraph = new Map<string, string>()
  const comments = elementsOf(root)
    .filter(({ localName }) => localName === 'comment')
    .map((element) => {
      const id = attributeOf(element, 'id') ?? ''
      const paragraphs = descendantsOf(element, 'p')
      const last = paragraphs.at(-1)
      const place = (last && attributeOf(last, 'paraId')) ?? ''
      if (place) byParagraph.set(place, id)
      return {
        id,
        place,
        message: {
          author: (attributeOf(element, 'author') ?? '').trim(),
          at: momentOf(attributeOf(element, 'date')),
          body: paragraphs.map(wordsOfParagraph).join('\n').trim(),
        },
      }
    })
  return comments.map(({ id, place, message }) => {
    const thread = threads.get(place)
    const parent = thread?.parent ? (byParagraph.get(thread.parent) ?? null) : null
    return { id, message, resolved: thread?.done ?? false, parent: parent === id ? null : parent }
  })
}

function readThreads(
  bytes: Uint8Array | undefined,
): Map<string, { parent: string | null; done: boolean }> {
  const root = bytes ? readXml(bytes).documentElement : null
  return new Map(
    (root ? elementsOf(root) : []).map((element) => [
      attributeOf(element, 'paraId') ?? '',
      {
        parent: attributeOf(element, 'paraIdParent'),
        done: /^(?:1|true)$/.test(attributeOf(element, 'done') ?? ''),
      },
    ]),
  )
}

const wordsOfParagraph = (paragraph: Element): string =>
  descendantsOf(paragraph, 't')
    .map(({ textContent }) => textContent ?? '')
    .join('')
