/**
 * Writes the tokens' values in place of every `var()`, for readers that know no custom properties.
 *
 * @throws {RangeError} where a token is not there.
 */
export function withTokens(css: string, tokens: ReadonlyMap<string, string>): string {
  return css.replace(/var\((--[\w-]+)\)/g, (_all, name: string) => {
    const value = tokens.get(name)
    if (value === undefined) throw new RangeError(`There is no token ${name}`)
    return withTokens(value, tokens)
  })
}
