import { html } from 'hono/html'
import type { Markup } from './page.ts'
import type { GuideKind } from './published-guide.ts'

/** A release that readers have got, for those who follow the guides. */
export interface AnnouncedRelease {
  slug: string
  kind: GuideKind
  title: string
  summary: string
  /** BCP 47 tag. */
  lang: string
  consortium: string
  number: string
  /** What changed, in the editor's words; empty for a first release. */
  changelog: string
  /** When readers got it; ISO 8601, UTC. */
  publishedAt: string
}

/**
 * The releases as an Atom feed (RFC 4287), newest first.
 *
 * @param baseUrl the site's address, without a `/` at its end.
 */
export function atomFeed(releases: AnnouncedRelease[], baseUrl: string): Markup {
  // A feed without an entry has a date as well, and it is the same at every request.
  const updated = releases[0]?.publishedAt ?? '2026-01-01T00:00:00.000Z'
  return html`<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
  <title>Charrette: guides for cities, by cities</title>
  <subtitle>New guides, new editions and corrections.</subtitle>
  <id>${baseUrl}/</id>
  <link rel="self" type="application/atom+xml" href="${baseUrl}/feed.xml" />
  <link rel="alternate" type="text/html" href="${baseUrl}/" />
  <updated>${updated}</updated>
${releases.map(
  ({ slug, kind, title, summary, consortium, number, changelog, publishedAt }) => html`  <entry>
    <title>${kind === 'guide' ? html`${title}, release ${number}` : title}</title>
    <id>${baseUrl}/guides/${slug}/${number}/</id>
    <link rel="alternate" type="text/html" href="${baseUrl}/guides/${slug}/${number}/" />
    <published>${publishedAt}</published>
    <updated>${publishedAt}</updated>
    <author><name>${consortium}</name></author>
    <summary>${changelog || summary}</summary>
  </entry>
`,
)}</feed>
`
}

/**
 * The pages that search engines should know (sitemaps.org, 0.9), with the languages of each.
 *
 * @param pages every path begins with `/`.
 */
export function sitemap(
  pages: { path: string; languages: { lang: string; path: string }[] }[],
  baseUrl: string,
): Markup {
  return html`<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
${pages.map(
  ({ path, languages }) =>
    html`  <url><loc>${baseUrl}${path}</loc>${languages.map(
      ({ lang, path: other }) =>
        html`<xhtml:link rel="alternate" hreflang="${lang}" href="${baseUrl}${other}"/>`,
    )}</url>\n`,
)}</urlset>
`
}
