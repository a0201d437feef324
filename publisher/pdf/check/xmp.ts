/** Values of an XMP packet (ISO 16684-1): what the checks compare, without a whole RDF. */
export class Xmp {
  readonly #text: string
  readonly #prefixes = new Map<string, string>()

  constructor(text: string) {
    this.#text = text
    for (const [, prefix = '', , uri = ''] of text.matchAll(/xmlns:([\w.-]+)\s*=\s*(["'])(.*?)\2/g))
      this.#prefixes.set(uri, prefix)
  }

  /**
   * A property's values, whether written as an attribute, as an element or as a list.
   *
   * @param namespace its address.
   */
  values(namespace: string, property: string): string[] {
    const name = this.#name(namespace, property)
    if (name === undefined) return []
    const attribute = new RegExp(`\\s${name}\\s*=\\s*(["'])([\\s\\S]*?)\\1`).exec(this.#text)?.[2]
    if (attribute !== undefined) return [plain(attribute)]
    const content = this.#element(name)
    if (content === undefined) return []
    const items = [...content.matchAll(/<rdf:li(?:\s[^>]*)?>([\s\S]*?)<\/rdf:li\s*>/g)]
    const texts = items.length > 0 ? items.map(([, item = '']) => item) : [content]
    return texts.map(plain).filter((text) => text !== '')
  }

  /** The languages that a property's values are said to be in. */
  languages(namespace: string, property: string): string[] {
    const name = this.#name(namespace, property)
    const content = name === undefined ? undefined : this.#element(name)
    return [...(content ?? '').matchAll(/xml:lang\s*=\s*(["'])(.*?)\1/g)].map(
      ([, , lang = '']) => lang,
    )
  }

  /** As the packet writes it, for a regular expression. */
  #name(namespace: string, property: string): string | undefined {
    const prefix = this.#prefixes.get(namespace)
    return prefix === undefined ? undefined : `${prefix}:${property}`.replace(/[.]/g, '\\.')
  }

  #element(name: string): string | undefined {
    const element = new RegExp(`<${name}(?:\\s[^>]*)?>([\\s\\S]*?)</${name}\\s*>`)
    return element.exec(this.#text)?.[1]
  }
}

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
}

const plain = (text: string): string =>
  text
    .replace(/<[^>]*>/g, '')
    .replace(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (all, decimal, hexadecimal, name) =>
      name
        ? (entities[name] ?? all)
        : String.fromCodePoint(Number.parseInt(decimal ?? hexadecimal, decimal ? 10 : 16)),
    )
    .trim()
