// hyphen carries no types. These are the parts of its README that we use.
declare module 'hyphen' {
  /** Patterns of one language, for Liang's algorithm. */
  export type Patterns = readonly unknown[]
  export default function createHyphenator(
    patterns: Patterns,
    options?: { async?: false; hyphenChar?: string; minWordLength?: number },
  ): (text: string) => string
}
declare module 'hyphen/patterns/*.js' {
  import type { Patterns } from 'hyphen'

  const patterns: Patterns
  export default patterns
}
