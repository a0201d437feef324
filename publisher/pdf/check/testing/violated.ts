import { checkPdf } from '../check-pdf.ts'
import { type Node, type SmallPdf, smallPdf } from './small-pdf.ts'

/** A file broken in one way: how the condition comes about, what breaks it. */
export type Break = [
  ruleId: string,
  how: string,
  edit: ((pdf: SmallPdf) => void) | undefined,
  body?: Node[],
]

/** The rules that a broken small file violates, each once. */
export async function violated(edit?: (pdf: SmallPdf) => void, body?: Node[]): Promise<string[]> {
  const violations = await checkPdf(await smallPdf(edit, body))
  return [...new Set(violations.map(({ ruleId }) => ruleId))].sort()
}
