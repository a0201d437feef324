/** A city as guides name it. */
interface City {
  name: string
  /** Empty where it has none. */
  state: string
}

/**
 * The cities among those who are credited. A credit is a name, as editors may have put it right:
 * "Riverbend", "Riverbend, IL", or a county's library, which is no city.
 *
 * @param names in the order in which they are credited.
 * @param known cities that may be meant; of several of one name the first.
 */
export function creditedCities(names: readonly string[], known: readonly City[]): City[] {
  const cities = new Map<string, City>()
  for (const name of names) {
    const city =
      known.find((one) => alike(`${one.name}, ${one.state}`, name)) ??
      known.find((one) => alike(one.name, name))
    if (city) cities.set(keyOf(city), { name: city.name, state: city.state })
  }
  return [...cities.values()]
}

/** All of these lists in one, each city once, as it stands first. */
export function citiesTogether(...lists: readonly (readonly City[])[]): City[] {
  const cities = new Map<string, City>()
  for (const city of lists.flat()) if (!cities.has(keyOf(city))) cities.set(keyOf(city), city)
  return [...cities.values()]
}

const alike = (one: string, other: string): boolean => plain(one) === plain(other)

const plain = (name: string): string => name.trim().normalize('NFC').toLowerCase()

const keyOf = ({ name, state }: City): string => `${plain(name)}, ${plain(state)}`
