import type { AttributeSpec } from 'prosemirror-model'

/** What an id may be: an XML name without colons, so that it serves HTML, EPUB and PDF alike. */
export const idPattern = /^[a-z][a-z0-9-]*$/

/** The `id` attribute of nodes that a cross reference can point to; null until one is needed. */
export const idAttribute: AttributeSpec = {
  default: null,
  validate: isIdOrNull,
}

function isIdOrNull(value: unknown): void {
  if (value !== null && (typeof value !== 'string' || !idPattern.test(value)))
    throw new RangeError(
      `An id is lower-case letters, digits and hyphens, beginning with a letter, not ${JSON.stringify(value)}`,
    )
}

/** The id of a pasted element, or null where it would not serve as one. */
export function idOf(element: HTMLElement): string | null {
  return idPattern.test(element.id) ? element.id : null
}
