/** What a link may point to. Cross references, not links, lead to places within the guide. */
export const safeHref = /^(https?:\/\/|mailto:|tel:)\S+$/i

/** What no address may hold as it is (RFC 3986, 2), and people paste all the same; other letters may stay (RFC 3987). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const notOfAddresses = /[\u0000-\u0020\u007F"<>\\^`{|}]/g

/** A link's address as it is written into editions: a browser would write it so as well. */
export const writtenHref = (href: string): string =>
  href.replace(notOfAddresses, (letter) => encodeURIComponent(letter))
