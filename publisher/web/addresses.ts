import type { Guide, Picture } from '@charrette/guides'
import { pictureFileName } from '../hast/options.ts'
import type { Page, Place } from '../hast/place.ts'

/** A page of the web edition. */
export type WebPage = Page | { kind: 'landing' } | { kind: 'whole' } | { kind: 'accessibility' }

/** Where everything lies in the web edition. All addresses are relative: it works from any path. */
export interface Addresses {
  /** Path of a page's file in the edition. */
  fileOf(page: WebPage): string
  /** Address of a page, seen from another. */
  pageHref(page: WebPage, from: WebPage): string
  /** Address of a place, seen from a page. */
  hrefOf(place: Place, from: WebPage): string
  /** Address of a file in the edition, seen from a page. */
  fileHref(path: string, from: WebPage): string
  picturePath(picture: Picture): string
  /** Folder of style sheets, fonts and drawings. */
  assets: string
}

/**
 * Lays a guide's pages out: the landing page at the root, every other page in a folder of its own.
 * Chapters keep their ids as addresses; our own folders step aside where a chapter has their name.
 */
export function addressesOf(guide: Guide): Addresses {
  const taken = new Set(guide.chapters.map(({ id }) => id))
  const free = (name: string): string => {
    let folder = name
    while (taken.has(folder)) folder += '-1'
    taken.add(folder)
    return folder
  }
  const bibliography = free('bibliography')
  const glossary = free('glossary')
  const whole = free('whole-guide')
  const accessibility = free('accessibility')
  const pictures = free('pictures')
  const assets = free('assets')
  const folderOf = (page: WebPage): string => {
    switch (page.kind) {
      case 'landing':
        return ''
      case 'bibliography':
        return `${bibliography}/`
      case 'glossary':
        return `${glossary}/`
      case 'whole':
        return `${whole}/`
      case 'accessibility':
        return `${accessibility}/`
      case 'chapter':
        return `${page.chapterId}/`
    }
  }
  const up = (from: WebPage): string => (from.kind === 'landing' ? './' : '../')
  const pageHref = (page: WebPage, from: WebPage): string => up(from) + folderOf(page)
  return {
    fileOf: (page) => `${folderOf(page)}index.html`,
    pageHref,
    hrefOf: ({ page, id }, from) =>
      folderOf(page) === folderOf(from) ? `#${id}` : `${pageHref(page, from)}#${id}`,
    fileHref: (path, from) => up(from) + path,
    picturePath: (picture) => `${pictures}/${pictureFileName(picture)}`,
    assets,
  }
}
