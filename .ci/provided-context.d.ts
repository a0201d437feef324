import 'vitest'

declare module 'vitest' {
  export interface ProvidedContext {
    /** A data folder of the demonstration with every shipped guide published: to copy or read. */
    demonstration: string
  }
}
