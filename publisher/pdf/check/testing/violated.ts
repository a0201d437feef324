import { expect } from 'vitest'
import { checkPdf } from '../check-pdf.ts'
import { type Node, type SmallPdf, savedApart, smallPdf } from './small-pdf.ts'

/** A file broken in one way: how the condition comes about, what breaks it. */
export type Break = [
  ruleId: string,
  how: string,
  edit: ((pdf: SmallPdf) => void) | undefined,
  body?: Node[],
]

/**
 * The rules that a broken small file violates, each once; also where the sound file, of which most is
 * remembered, was read right before.
 */
export async function violated(edit?: (pdf: SmallPdf) => void, body?: Node[]): Promise<string[]> {
  const rules = await rulesIn(await smallPdf(edit, body))
  await checkPdf(await smallPdf(undefined, undefined, savedApart))
  const again = await rulesIn(await smallPdf(edit, body, savedApart))
  expect(again, 'after a sound file').toEqual(rules)
  return rules
}

async function rulesIn(bytes: Uint8Array): Promise<string[]> {
  const violations = await checkPdf(bytes)
  return [...new Set(violations.map(({ ruleId }) => ruleId))].sort()
}
