import { type MapPoint, placeOnMap, usOutlines } from '@charrette/templates/map'
import type { Element, ElementContent } from 'hast'
import { h, s } from 'hastscript'
import type { GuideHast } from '../hast/guide-to-hast.ts'
import { chapterPage } from '../hast/place.ts'
import { cityName } from '../release-facts.ts'
import type { WebContext } from './page-frame.ts'
import { placesOfExamples } from './places-of-examples.ts'

interface ShownCity {
  name: string
  at: MapPoint | null
  /** Where its example stands; null for a city that wrote. */
  href: string | null
}

/**
 * The cities of a guide, on a map where we know where they lie, and always as a list: those that it
 * names and those that it credits, and those of its examples with the way there. Nothing where it has neither.
 */
export function citiesSection(
  hast: GuideHast,
  { words, addresses, release }: WebContext,
): Element[] {
  const named = new Map(
    [...hast.guide.frontMatter.cities, ...(release.cities ?? [])].map((city) => [
      cityName(city),
      city,
    ]),
  )
  const writing = [...named.values()].map(
    (city): ShownCity => ({ name: cityName(city), at: placeOnMap(city), href: null }),
  )
  const told = placesOfExamples(hast.guide).map(
    ({ id, chapterId, city, state }): ShownCity => ({
      name: cityName({ name: city, state }),
      at: placeOnMap({ name: city, state }),
      href: addresses.hrefOf({ page: chapterPage(chapterId), id }, { kind: 'landing' }),
    }),
  )
  if (writing.length + told.length === 0) return []
  return [
    h('section.landing-cities', { ariaLabelledBy: 'cities_title' }, [
      h('h2#cities_title', words.citiesOnMap),
      ...mapToHast(writing, told, words.mapOfCities),
      ...cityList('written', words.cities, writing),
      ...cityList('told', words.citiesInExamples, told),
    ]),
  ]
}

function mapToHast(writing: ShownCity[], told: ShownCity[], label: string): Element[] {
  const dots = (kind: string, radius: number, cities: ShownCity[]): ElementContent[] => {
    const points = new Map(
      cities.flatMap(({ at }) => (at ? [[`${at.x} ${at.y}`, at] as const] : [])),
    )
    return [...points.values()].map(({ x, y }) =>
      s('circle', { class: kind, cx: x, cy: y, r: radius }),
    )
  }
  const all = [...dots('map-told', 4.5, told), ...dots('map-written', 6, writing)]
  if (all.length === 0) return []
  return [
    s(
      'svg',
      {
        class: 'map',
        viewBox: `0 0 ${usOutlines.width} ${usOutlines.height}`,
        role: 'img',
        'aria-label': label,
      },
      [
        s('path', { class: 'map-land', d: usOutlines.land }),
        s('path', { class: 'map-borders', d: usOutlines.borders }),
        ...all,
      ],
    ),
  ]
}

function cityList(kind: string, title: string, cities: ShownCity[]): Element[] {
  if (cities.length === 0) return []
  const sorted = [...cities].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
  return [
    h('h3', { className: ['map-key', `map-key-${kind}`] }, title),
    h(
      'ul.city-list',
      sorted.map(({ name, href }, index) => {
        const before = sorted.slice(0, index).filter((city) => city.name === name).length
        const words = before === 0 ? name : `${name} (${before + 1})`
        return h('li', href ? h('a', { href }, words) : words)
      }),
    ),
  ]
}
