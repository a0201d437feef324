export type ReleaseKind = 'revision' | 'erratum'

/**
 * The number of the next release: 1.0 first, x.(y+1) for an erratum, (x+1).0 for a revision.
 *
 * @param last the number of the newest release, or null.
 * @returns null for an erratum of nothing.
 */
export function nextReleaseNumber(last: string | null, kind: ReleaseKind): string | null {
  if (last === null) return kind === 'revision' ? '1.0' : null
  const [major = 0, minor = 0] = last.split('.').map(Number)
  return kind === 'revision' ? `${major + 1}.0` : `${major}.${minor + 1}`
}
