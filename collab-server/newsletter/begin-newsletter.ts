import type { NodeJson } from '@charrette/guides'
import type { AnnouncedRelease } from '@charrette/templates/site'

const text = (words: string, href?: string): NodeJson => ({
  type: 'text',
  text: words,
  ...(href ? { marks: [{ type: 'link', attrs: { href } }] } : {}),
})
const paragraph = (...content: NodeJson[]): NodeJson =>
  content.length > 0 ? { type: 'paragraph', content } : { type: 'paragraph' }
const heading = (words: string): NodeJson => ({
  type: 'heading',
  attrs: { level: 2 },
  content: [text(words)],
})

/**
 * What a newsletter begins with: room for a greeting, and what readers have got since the last one.
 * From then on it is a text like any other.
 *
 * @param releases newest first. @param since when the last newsletter came out; null for none.
 */
export function newsletterBeginning(
  releases: AnnouncedRelease[],
  { since, baseUrl }: { since: string | null; baseUrl: string },
): NodeJson {
  const fresh = releases.filter(
    ({ kind, publishedAt }) => kind !== 'newsletter' && (since === null || publishedAt > since),
  )
  return {
    type: 'doc',
    content: [
      // For a greeting.
      paragraph(),
      ...(fresh.length === 0
        ? []
        : [
            heading('New since the last newsletter'),
            {
              type: 'bulletList',
              content: fresh.map(({ slug, title, number, kind, changelog, summary }) => ({
                type: 'listItem',
                content: [
                  paragraph(
                    text(
                      kind === 'guide' ? `${title}, edition ${number}` : title,
                      `${baseUrl}/guides/${slug}/${number}/`,
                    ),
                  ),
                  ...(changelog || summary ? [paragraph(text(changelog || summary))] : []),
                ],
              })),
            },
          ]),
    ],
  }
}
