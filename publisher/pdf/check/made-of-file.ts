import type { Asked, PdfFile } from './pdf-file.ts'

/**
 * What was made of parts of files, by the object that each is made from: where another file has the same
 * object, and answers what was asked for as the first one did, it would be made the same.
 */
export class MadeOfFile<Made> {
  readonly #made = new WeakMap<object, { made: Made; around: string; asked: Asked }>()

  /**
   * @param from what it is made from.
   * @param around all else that it is made by and does not ask the file for.
   */
  of(file: PdfFile, from: object, around: string, make: () => Made): Made {
    const before = this.#made.get(from)
    if (before && before.around === around && file.answersAs(before.asked)) return before.made
    const { made, asked } = file.noting(make)
    this.#made.set(from, { made, around, asked })
    return made
  }
}
