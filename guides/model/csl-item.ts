import { z } from 'zod'

// CSL-JSON, https://github.com/citation-style-language/schema/blob/master/schemas/input/csl-data.json
// What guides rely on is checked; other fields of the standard go through as they are.
const text = z.string()
const name = z.looseObject({
  family: text.optional(),
  given: text.optional(),
  literal: text.optional(),
})
const number = z.union([text, z.number()])
const date = z.looseObject({
  'date-parts': z.array(z.array(number).min(1).max(3)).min(1).max(2).optional(),
  literal: text.optional(),
  raw: text.optional(),
})

/** The kinds of work that CSL 1.0.2 knows. */
const types = [
  'article',
  'article-journal',
  'article-magazine',
  'article-newspaper',
  'bill',
  'book',
  'broadcast',
  'chapter',
  'classic',
  'collection',
  'dataset',
  'document',
  'entry',
  'entry-dictionary',
  'entry-encyclopedia',
  'event',
  'figure',
  'graphic',
  'hearing',
  'interview',
  'legal_case',
  'legislation',
  'manuscript',
  'map',
  'motion_picture',
  'musical_score',
  'pamphlet',
  'paper-conference',
  'patent',
  'performance',
  'periodical',
  'personal_communication',
  'post',
  'post-weblog',
  'regulation',
  'report',
  'review',
  'review-book',
  'software',
  'song',
  'speech',
  'standard',
  'thesis',
  'treaty',
  'webpage',
] as const

/** An entry of a bibliography as every edition can print it. */
export const cslItemSchema = z.looseObject({
  id: text.min(1),
  type: z.enum(types),
  title: text.min(1).optional(),
  author: z.array(name).optional(),
  editor: z.array(name).optional(),
  issued: date.optional(),
  accessed: date.optional(),
  'container-title': text.optional(),
  publisher: text.optional(),
  'publisher-place': text.optional(),
  volume: number.optional(),
  issue: number.optional(),
  page: number.optional(),
  number: number.optional(),
  DOI: text.optional(),
  URL: z
    .string()
    .regex(/^https?:\/\/\S+$/i, 'is an address that begins with https://')
    .optional(),
})
