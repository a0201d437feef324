import { z } from 'zod'

/** One city example as a catalogue of many guides lists it. */
export const listedExampleSchema = z.strictObject({
  /** Unique within its guide, and its anchor there. */
  id: z.string(),
  city: z.string(),
  /** As its author wrote it: "TN". */
  state: z.string(),
  /** Residents; null where it is not told. */
  population: z.int().nullable(),
  /** Since when, as written: "2010". */
  year: z.string(),
  chapter: z.strictObject({ id: z.string(), title: z.string() }),
  /** Where it stands in the edition, from the edition's root: `networks/#ex-chattanooga`. */
  href: z.string(),
  /** How it begins, for a list. */
  beginning: z.string(),
  /** The example for a page of its own, its place as `h1`; its links lead from the edition's root. */
  html: z.string(),
})
export type ListedExample = z.infer<typeof listedExampleSchema>

/** `examples.json` of a web edition: its city examples in reading order. */
export const listedExamplesSchema = z.strictObject({
  examples: z.array(listedExampleSchema),
})

/** Where it lies in the edition. */
export const EXAMPLES_FILE = 'examples.json'
