import type { Guide, Release } from '@charrette/guides'
import { directionOf } from '@charrette/guides'
import { sha256 } from '../edition-file.ts'
import { cityName, creators, licenceOf } from '../release-facts.ts'
import { toXml } from './to-xml.ts'

/** A file of the EPUB as its package document names it. */
export interface ManifestItem {
  id: string
  href: string
  mediaType: string
  properties?: string
  /** Whether it is read in its turn. */
  inSpine?: boolean
}

export interface PackageFacts {
  /** Whether it lists the pages of the PDF. */
  hasPages: boolean
  /** Who has judged that the text conforms; '' where nobody has. */
  certifiedBy: string
}

/** What a judgement by a person is asked for (EPUB Accessibility 1.1, 3.2.3). */
const conformance = 'EPUB Accessibility 1.1 - WCAG 2.2 Level AA'

/**
 * The package document of EPUB 3.3, with the metadata of EPUB Accessibility 1.1. What a program can
 * know is stated; conformance takes a person's judgement, and is claimed in that person's name alone.
 */
export function packageDocument(
  guide: Guide,
  release: Release,
  items: ManifestItem[],
  { hasPages, certifiedBy }: PackageFacts,
): string {
  const { title, subtitle, summary, lang, topics, licence, slug } = guide.frontMatter
  const hasPictures = items.some(({ id }) => id.startsWith('picture-'))
  const meta = (property: string, value: string, refines?: string): XmlElement =>
    element('meta', { property, ...(refines ? { refines } : {}) }, value)
  return `<?xml version="1.0" encoding="UTF-8"?>\n${toXml(
    element(
      'package',
      {
        xmlns: 'http://www.idpf.org/2007/opf',
        version: '3.0',
        'unique-identifier': 'release-id',
        'xml:lang': lang,
      },
      element(
        'metadata',
        { 'xmlns:dc': 'http://purl.org/dc/elements/1.1/' },
        element('dc:identifier', { id: 'release-id' }, releaseUuid(slug, release)),
        element('dc:title', { id: 'title' }, title),
        meta('title-type', 'main', '#title'),
        ...(subtitle
          ? [
              element('dc:title', { id: 'subtitle' }, subtitle),
              meta('title-type', 'subtitle', '#subtitle'),
            ]
          : []),
        element('dc:language', {}, lang),
        ...creators(guide, release).map((name) => element('dc:creator', {}, name)),
        ...guide.frontMatter.cities.map((city) => element('dc:contributor', {}, cityName(city))),
        ...(release.consortium ? [element('dc:publisher', {}, release.consortium)] : []),
        ...(summary ? [element('dc:description', {}, summary)] : []),
        ...topics.map((topic) => element('dc:subject', {}, topic)),
        element('dc:date', {}, release.releasedAt.slice(0, 10)),
        ...(licence ? [element('dc:rights', {}, licenceOf(licence).name)] : []),
        meta('dcterms:modified', `${release.releasedAt.slice(0, 19)}Z`),
        meta('dcterms:hasVersion', `${release.number} (${release.contentHash})`),
        meta('schema:accessMode', 'textual'),
        ...(hasPictures ? [meta('schema:accessMode', 'visual')] : []),
        meta('schema:accessModeSufficient', 'textual'),
        ...(hasPictures ? [meta('schema:accessModeSufficient', 'textual,visual')] : []),
        ...[
          'tableOfContents',
          'structuralNavigation',
          'readingOrder',
          'displayTransformability',
          'ARIA',
          ...(hasPictures ? ['alternativeText'] : []),
          ...(hasPages ? ['pageBreakMarkers', 'pageNavigation'] : []),
        ].map((feature) => meta('schema:accessibilityFeature', feature)),
        meta('schema:accessibilityHazard', 'none'),
        meta(
          'schema:accessibilitySummary',
          'The text is structured by headings, lists and tables with header cells. Pictures have alternative texts or are marked as decorative. Notes, citations and cross references are links in both directions. The languages of the text and of passages in it are marked.',
        ),
        ...(hasPages ? [meta('pageBreakSource', `${title}, ${release.number}, PDF`)] : []),
        ...(certifiedBy
          ? [
              element('meta', { property: 'dcterms:conformsTo', id: 'conformance' }, conformance),
              meta('a11y:certifiedBy', certifiedBy, '#conformance'),
            ]
          : []),
      ),
      element(
        'manifest',
        {},
        ...items.map(({ id, href, mediaType, properties }) =>
          element('item', {
            id,
            href,
            'media-type': mediaType,
            ...(properties ? { properties } : {}),
          }),
        ),
      ),
      element(
        'spine',
        // Pages are turned the other way.
        directionOf(lang) === 'rtl' ? { 'page-progression-direction': 'rtl' } : {},
        ...items
          .filter(({ inSpine }) => inSpine)
          .map(({ id }) => element('itemref', { idref: id })),
      ),
    ),
  )}\n`
}

/** A name for this release that every reading system takes: a UUID (version 8) made of its hash. */
export function releaseUuid(slug: string, { number, contentHash }: Release): string {
  const hex = sha256(new TextEncoder().encode(`${slug} ${number} ${contentHash}`))
  const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 0x3) | 0x8).toString(16)
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

interface XmlElement {
  type: 'element'
  name: string
  attributes: Record<string, string>
  children: (XmlElement | { type: 'text'; value: string })[]
}

function element(
  name: string,
  attributes: Record<string, string>,
  ...children: (XmlElement | string)[]
): XmlElement {
  return {
    type: 'element',
    name,
    attributes,
    children: children.map((child) =>
      typeof child === 'string' ? { type: 'text', value: child } : child,
    ),
  }
}
