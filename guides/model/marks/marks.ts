import type { MarkSpec } from 'prosemirror-model'
import { safeHref } from './addresses.ts'

export const link: MarkSpec = {
  attrs: { href: { validate: isSafeHref } },
  inclusive: false,
  parseDOM: [
    {
      tag: 'a[href]:not([data-type])',
      getAttrs: (element) => {
        const href = element.getAttribute('href') ?? ''
        return safeHref.test(href) ? { href } : false
      },
    },
  ],
  toDOM: ({ attrs }) => ['a', { href: attrs.href }, 0],
}

function isSafeHref(value: unknown): void {
  if (typeof value !== 'string' || !safeHref.test(value))
    throw new RangeError(
      `A link begins with https://, http://, mailto: or tel:, not ${JSON.stringify(value)}`,
    )
}

export const strong: MarkSpec = {
  parseDOM: [
    { tag: 'strong' },
    // Google Docs wraps whole pastes in <b style="font-weight:normal">.
    {
      tag: 'b',
      getAttrs: (element) => element.style.fontWeight !== 'normal' && null,
    },
    { style: 'font-weight=bold' },
  ],
  toDOM: () => ['strong', 0],
}

export const emphasis: MarkSpec = {
  parseDOM: [{ tag: 'em' }, { tag: 'i' }, { style: 'font-style=italic' }],
  toDOM: () => ['em', 0],
}

export const superscript: MarkSpec = {
  excludes: 'superscript subscript',
  parseDOM: [{ tag: 'sup' }],
  toDOM: () => ['sup', 0],
}

export const subscript: MarkSpec = {
  excludes: 'superscript subscript',
  parseDOM: [{ tag: 'sub' }],
  toDOM: () => ['sub', 0],
}

/** A passage in another language than its chapter's; `lang` is a BCP 47 tag. */
export const language: MarkSpec = {
  attrs: { lang: { validate: isLanguageTag } },
  parseDOM: [
    {
      tag: 'span[lang]',
      getAttrs: (element) => {
        const lang = element.getAttribute('lang') ?? ''
        return languageTag.test(lang) ? { lang } : false
      },
    },
  ],
  toDOM: ({ attrs }) => ['span', { lang: attrs.lang }, 0],
}

/** A BCP 47 tag, near enough: a primary subtag and any number of others. */
export const languageTag = /^[a-z]{2,3}(-[A-Za-z0-9]{1,8})*$/

function isLanguageTag(value: unknown): void {
  if (typeof value !== 'string' || !languageTag.test(value))
    throw new RangeError(
      `A language is a tag such as "es" or "en-US", not ${JSON.stringify(value)}`,
    )
}

export const code: MarkSpec = {
  code: true,
  excludes: '_',
  parseDOM: [{ tag: 'code' }],
  toDOM: () => ['code', 0],
}
