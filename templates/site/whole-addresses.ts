/**
 * A page with the whole addresses of its other languages: search engines take no others, and pages do
 * not know where they are served.
 *
 * @param baseUrl the address that people use, without a `/` at its end.
 */
export const withWholeAddresses = (page: string, baseUrl: string): string =>
  page.replaceAll(
    /(<link rel="alternate" hreflang="[^"]*" href=")\//g,
    (_, start: string) => `${start}${baseUrl}/`,
  )
