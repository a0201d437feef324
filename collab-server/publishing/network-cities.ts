import { slugFrom } from '@charrette/guides'
import type { City, ListedExample, NetworkCity, PublishedGuide } from '@charrette/templates/site'

/**
 * Every city that has something to show: people in a consortium, a guide that names or credits it, an example, or a convening that was held there. By name.
 */
export function networkCities({
  consortia,
  guides,
  examples,
}: {
  consortia: { name: string; cities: City[] }[]
  guides: PublishedGuide[]
  examples: ListedExample[]
}): NetworkCity[] {
  const cities = new Map<string, NetworkCity>()
  const cityOf = ({ name, state }: City): NetworkCity | null => {
    const slug = slugFrom(`${name} ${state}`, 12)
    if (slug === '') return null
    const known = cities.get(slug)
    if (known) return known
    const city = { slug, name, state, consortia: [], wrote: [], examples: [], host: [] }
    cities.set(slug, city)
    return city
  }
  for (const { name, cities: members } of consortia)
    for (const member of members) cityOf(member)?.consortia.push(name)
  for (const guide of guides) {
    const chaptersOf = new Map<NetworkCity, { id: string; title: string }[]>()
    for (const named of guide.cities) {
      const city = cityOf(named)
      if (city) chaptersOf.set(city, [])
    }
    for (const { id, title, cities: writers } of guide.chapters)
      for (const writer of writers) {
        const city = cityOf(writer)
        if (city) chaptersOf.set(city, [...(chaptersOf.get(city) ?? []), { id, title }])
      }
    for (const [city, chapters] of chaptersOf) city.wrote.push({ guide, chapters })
    if (guide.held) cityOf(guide.held.city)?.host.push(guide)
  }
  for (const example of examples)
    cityOf({ name: example.city, state: example.state })?.examples.push(example)
  return [...cities.values()].sort(
    (a, b) => a.name.localeCompare(b.name, 'en') || a.state.localeCompare(b.state, 'en'),
  )
}
