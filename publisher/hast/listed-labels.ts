import type { Label } from '@charrette/guides'

/** What a list of figures, of tables or of city examples has, by id, in the order of the text. */
export const listedLabels = (
  labels: ReadonlyMap<string, Label>,
  kind: 'figure' | 'table' | 'example',
): [string, Label][] =>
  [...labels].filter(([, label]) => label.kind === kind && (label.number || kind === 'example'))

/** A caption often explains; a list needs to name. */
export const firstSentence = (caption: string): string => {
  const end = /[.?!:;](?=\s+\p{Lu})/u.exec(caption)
  return (end ? caption.slice(0, end.index) : caption).replace(/\.$/, '')
}
