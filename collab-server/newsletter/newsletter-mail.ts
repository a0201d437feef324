import type { Guide } from '@charrette/guides'
import {
  messagesFor,
  newsletterHtml,
  type SiteLanguage,
  siteLanguages,
} from '@charrette/templates/site'

/** A newsletter as it goes to one subscriber. */
export interface NewsletterMail {
  subject: string
  text: string
  html: string
  stopUrl: string
}

/**
 * Draws a newsletter once, for many subscribers.
 *
 * @param edition address of its web edition, ending in `/`; `site` of the whole site, without one.
 * @returns a function from the address that stops it for a subscriber to the mail.
 */
export async function newsletterMail(
  guide: Guide,
  { edition, site }: { edition: string; site: string },
): Promise<(stopUrl: string) => NewsletterMail> {
  // A server that starts sends nothing yet: what draws mails is loaded with the first.
  const { releaseAsMail } = await import('@charrette/publisher/release-as-mail')
  const { title, subtitle, lang: own } = guide.frontMatter
  const lang: SiteLanguage = siteLanguages.find((known) => own.startsWith(known)) ?? 'en'
  const words = messagesFor(lang).newsletterPage
  const body = releaseAsMail(guide, edition)
  return (stopUrl) => ({
    subject: title,
    text: [
      title,
      ...(subtitle ? [subtitle] : []),
      body.text,
      `--\n${words.mailOnTheWeb} ${edition}\n${words.mailWhy} ${site}\n${words.mailStop} ${stopUrl}\n`,
    ].join('\n\n'),
    html: String(
      newsletterHtml({
        lang: own,
        title,
        subtitle,
        body: body.html,
        edition,
        site,
        stopUrl,
        words,
      }),
    ),
    stopUrl,
  })
}
