import { type Guide, idOfNode, textAttribute, walk } from '@charrette/guides'

/** Where a city example stands, and of which place it tells. */
export interface ExamplePlace {
  id: string
  chapterId: string
  city: string
  /** As its author wrote it: "TN". */
  state: string
}

/**
 * The places of a guide's city examples, in reading order; those that name a city.
 *
 * @param guide with an id on every example, as `assignIds` gives them.
 */
export const placesOfExamples = ({ chapters }: Guide): ExamplePlace[] =>
  chapters.flatMap(({ id: chapterId, content }) =>
    [...walk(content)].flatMap(({ node }) => {
      const id = node.type === 'cityExample' ? idOfNode(node) : null
      const city = textAttribute(node, 'city')
      return id && city ? [{ id, chapterId, city, state: textAttribute(node, 'state') }] : []
    }),
  )
