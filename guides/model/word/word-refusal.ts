/** A file that cannot be brought in at all; the message says why and what to do, for people. */
export class WordRefusal extends Error {
  readonly code: 'not-word' | 'word-encrypted' | 'word-too-large' | 'word-damaged'

  constructor(code: WordRefusal['code'], message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
