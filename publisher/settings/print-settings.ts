import { z } from 'zod'
import { paperNames } from '../print/paper.ts'

/** How a guide is printed; every field has what suits reading on a screen. */
export const printSettingsSchema = z.strictObject({
  paper: z.enum(paperNames).default('letter'),
  /** Chapters open on right-hand pages, with blank pages before them where needed. For binding. */
  duplex: z.boolean().default(false),
  /** Notes beside their reference where they fit, or all of them at their chapter's end. */
  notes: z.enum(['margin', 'chapter']).default('margin'),
  /** The addresses of links printed as short notes. Default: as `duplex` says, for paper. */
  'link-notes': z.boolean().optional(),
  /** An index of cities and terms at the end. */
  index: z.boolean().default(true),
})
export type PrintSettings = z.infer<typeof printSettingsSchema>

export const defaultPrintSettings: PrintSettings = printSettingsSchema.parse({})

export const printsAddresses = (settings: PrintSettings): boolean =>
  settings['link-notes'] ?? settings.duplex
