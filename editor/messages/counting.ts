/** Chooses between the words for one and for another number, as a language counts. */
export function pluralsOf(language: string): (count: number, one: string, other: string) => string {
  const rules = new Intl.PluralRules(language)
  return (count, one, other) => (rules.select(count) === 'one' ? one : other)
}

/** Writes numbers with the marks of a language as the United States writes it. */
export function amountsOf(language: string): (number: number) => string {
  const format = new Intl.NumberFormat(`${language}-US`)
  return (number) => format.format(number)
}
