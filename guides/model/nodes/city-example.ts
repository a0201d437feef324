import type { NodeSpec } from 'prosemirror-model'
import { idAttribute, idOf } from './id.ts'

/**
 * What one city did, and what came of it: the unit of knowledge that cities look for.
 * `source` is a key of the bibliography; `population` and `year` are numbers or null.
 */
export const cityExample: NodeSpec = {
  group: 'block',
  content: 'exampleAction exampleOutcome',
  isolating: true,
  attrs: {
    city: { default: '', validate: 'string' },
    state: { default: '', validate: 'string' },
    population: { default: null, validate: 'number|null' },
    year: { default: null, validate: 'number|null' },
    contact: { default: '', validate: 'string' },
    source: { default: '', validate: 'string' },
    id: idAttribute,
  },
  parseDOM: [
    {
      tag: 'section[data-type="city-example"]',
      getAttrs: (element) => ({
        city: element.dataset.city ?? '',
        state: element.dataset.state ?? '',
        population: numberOrNull(element.dataset.population),
        year: numberOrNull(element.dataset.year),
        contact: element.dataset.contact ?? '',
        source: element.dataset.source ?? '',
        id: idOf(element),
      }),
    },
  ],
  toDOM: ({ attrs }) => [
    'section',
    {
      'data-type': 'city-example',
      'data-city': attrs.city,
      'data-state': attrs.state,
      'data-population': attrs.population ?? '',
      'data-year': attrs.year ?? '',
      'data-contact': attrs.contact,
      'data-source': attrs.source,
      ...(attrs.id ? { id: attrs.id } : {}),
    },
    0,
  ],
}

/** What the city did. */
export const exampleAction: NodeSpec = {
  content: 'flow+',
  isolating: true,
  parseDOM: [{ tag: 'div[data-type="example-action"]' }],
  toDOM: () => ['div', { 'data-type': 'example-action' }, 0],
}

/** What came of it. */
export const exampleOutcome: NodeSpec = {
  content: 'flow+',
  isolating: true,
  parseDOM: [{ tag: 'div[data-type="example-outcome"]' }],
  toDOM: () => ['div', { 'data-type': 'example-outcome' }, 0],
}

function numberOrNull(value: string | undefined): number | null {
  const number = Number(value)
  return value && Number.isFinite(number) ? number : null
}
