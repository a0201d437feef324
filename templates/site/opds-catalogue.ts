import { html } from 'hono/html'
import type { Markup } from './page.ts'
import type { PublishedGuide } from './published-guide.ts'

/** What e-readers can open. */
const types = { epub: 'application/epub+zip', pdf: 'application/pdf' } as const

/**
 * The newest editions as a catalogue that e-readers subscribe to (OPDS 1.2).
 *
 * @param baseUrl the site's address, without a `/` at its end.
 */
export function opdsCatalogue(guides: PublishedGuide[], baseUrl: string): Markup {
  const updated = guides
    .map(({ releasedAt }) => releasedAt)
    .sort()
    .at(-1)
  return html`<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/terms/" xml:lang="en">
  <id>${baseUrl}/opds.xml</id>
  <title>Charrette: guides for cities, by cities</title>
  <updated>${updated ?? '2026-01-01T00:00:00.000Z'}</updated>
  <author><name>Charrette</name><uri>${baseUrl}/</uri></author>
  <link rel="self" href="${baseUrl}/opds.xml" type="application/atom+xml;profile=opds-catalog;kind=acquisition" />
  <link rel="start" href="${baseUrl}/opds.xml" type="application/atom+xml;profile=opds-catalog;kind=acquisition" />
${guides.map((guide) => entry(guide, baseUrl))}</feed>
`
}

const entry = (guide: PublishedGuide, baseUrl: string): Markup => html`  <entry>
    <id>${baseUrl}/guides/${guide.slug}/</id>
    <title>${guide.title}</title>
    <updated>${guide.releasedAt}</updated>
    <author><name>${guide.consortium}</name></author>
    <dc:language>${guide.lang}</dc:language>
    <dc:issued>${guide.releasedAt.slice(0, 10)}</dc:issued>
    <summary type="text">${guide.summary}</summary>
${guide.topics.map((topic) => html`    <category term="${topic}" label="${topic}" />\n`)}    <link rel="alternate" type="text/html" href="${baseUrl}/guides/${guide.slug}/" />
${guide.files.map(({ format, href, bytes }) =>
  format === 'epub' || format === 'pdf'
    ? html`    <link rel="http://opds-spec.org/acquisition/open-access" type="${types[format]}" href="${baseUrl}${href}" length="${bytes}" />\n`
    : '',
)}  </entry>
`
