/** Standard structure types (ISO 32000-1, 14.8.4; `H7` and higher are PDF/UA-1's, 7.4.3). */
export const standardTypes: ReadonlySet<string> = new Set(
  `Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6
  L LI Lbl LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot
  Ruby RB RT RP Warichu WT WP Figure Formula Form`.split(/\s+/),
)

export type RoleEnd = 'standard' | 'unmapped' | 'circular'

/** Follows a type through the role map to what it stands for. */
export function standardType(
  type: string,
  roles: ReadonlyMap<string, string>,
): { type: string; end: RoleEnd } {
  const seen = new Set<string>()
  let current = type
  for (;;) {
    if (standardTypes.has(current)) return { type: current, end: 'standard' }
    if (seen.has(current)) return { type: current, end: 'circular' }
    seen.add(current)
    const next = roles.get(current)
    if (next === undefined) return { type: current, end: 'unmapped' }
    current = next
  }
}

/** 1 for `H1`, 7 for `H7`; null for what is no numbered heading. */
export const headingLevel = (type: string): number | null => {
  const level = /^H([1-9]\d*)$/.exec(type)?.[1]
  return level === undefined ? null : Number(level)
}
