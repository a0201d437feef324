import { z } from '@hono/zod-openapi'
import { problemSchema } from '../contract.ts'

/** The refusals that every route may give. */
export const refusals = {
  default: {
    content: { 'application/problem+json': { schema: problemSchema } },
    description: 'Refused; the code says why',
  },
}

/** An answer in JSON, with the refusals that every route may give. */
export function answers<Schema extends z.ZodType>(schema: Schema, description: string) {
  return {
    200: { content: { 'application/json': { schema } }, description },
    ...refusals,
  }
}

export const slugParam = z.object({ slug: z.string() })
export const candidateParams = z.object({
  slug: z.string(),
  number: z.coerce.number().int().positive(),
})

/** A body in JSON that has this shape. */
export function body<Schema extends z.ZodType>(schema: Schema) {
  return { body: { content: { 'application/json': { schema } }, required: true } }
}
