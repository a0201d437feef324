/**
 * Names for the places of a guide, as Word wants them: at most 40 letters, digits and underscores,
 * a letter first, no two alike. The same ids in the same order get the same names.
 */
export class BookmarkNames {
  readonly #names = new Map<string, string>()
  readonly #taken = new Set<string>()

  /** The name of an id, made when it is first asked for. */
  of(id: string): string {
    const known = this.#names.get(id)
    if (known) return known
    const plain = `g_${id.replace(/[^A-Za-z0-9]/g, '_')}`.slice(0, 34)
    let name = plain
    for (let count = 2; this.#taken.has(name.toLowerCase()); count++) name = `${plain}_${count}`
    // Word tells no capitals from small letters in them.
    this.#taken.add(name.toLowerCase())
    this.#names.set(id, name)
    return name
  }
}
