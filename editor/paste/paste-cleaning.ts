import { DOMParser, type ParseOptions, type Schema } from '@tiptap/pm/model'
import { Plugin } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { pictureTypes } from '../document/upload-picture.ts'
import { words } from '../messages/index.ts'
import { cleanGoogle } from './google-html.ts'
import { readNotes } from './notes.ts'
import { lossWords, nothingPasted, type Pasted } from './pasted.ts'
import { cleanWeb } from './web-html.ts'
import { cleanWord, isWordHtml, withoutWordStyles } from './word-html.ts'
import { cleanWordOnTheWeb } from './word-web-html.ts'

/** What pasting needs of the guide. */
export interface PasteSurroundings {
  /** Of the chapter. */
  lang(): string
  /** A path for a picture of that file name that no other picture has, nor will get meanwhile. */
  reservePath(fileName: string): string
  /** Sends a picture to the server, and enters it in the guide under its path. */
  upload(file: File, path: string): Promise<void>
  /** Tells the author what was not carried over. */
  tell(words: string): void
}

/**
 * Takes from what is pasted what a chapter can hold, says what it could not take, and uploads the
 * pictures that came along. What was copied from an editor of ours comes as it is.
 */
export function pasteCleaning(schema: Schema, surroundings: PasteSurroundings): Plugin {
  let view: EditorView | null = null
  let isWord = false

  function clean(root: HTMLElement): void {
    const pasted = nothingPasted()
    readNotes(root, pasted)
    if (isWord) cleanWord(root, pasted)
    cleanWordOnTheWeb(root)
    cleanGoogle(root)
    cleanWeb(root, surroundings.lang(), pasted, (image) => pictureOf(image, pasted))
    const words = lossWords(pasted)
    if (words) surroundings.tell(words)
    for (const { path, file } of pasted.pictures) void send(file, path)
  }

  function pictureOf(image: HTMLElement, pasted: Pasted): string | null {
    const file = fileFromData(image.getAttribute('src') ?? '', image.getAttribute('alt') ?? '')
    if (!file) return null
    const path = surroundings.reservePath(file.name)
    pasted.pictures.push({ path, file })
    return path
  }

  async function send(file: File, path: string): Promise<void> {
    try {
      await surroundings.upload(file, path)
    } catch (error) {
      surroundings.tell(
        words().writing.notAdded(file.name, error instanceof Error ? error.message : String(error)),
      )
      if (view && !view.isDestroyed) removeFigure(view, path)
    }
  }

  class CleaningParser extends DOMParser {
    override parseSlice(dom: Node, options?: ParseOptions) {
      // What has no parent document of its own is plain text, or ours.
      if (dom instanceof HTMLElement && dom.ownerDocument !== document && !isOurs(dom)) clean(dom)
      return super.parseSlice(dom, options)
    }
  }
  const { rules } = DOMParser.fromSchema(schema)
  return new Plugin({
    props: {
      clipboardParser: new CleaningParser(schema, rules),
      transformPastedHTML(html) {
        isWord = isWordHtml(html)
        return isWord ? withoutWordStyles(html) : html
      },
    },
    view(current) {
      view = current
      return {}
    },
  })
}

const isOurs = (dom: HTMLElement): boolean =>
  dom.closest('[data-pm-slice]') !== null || dom.querySelector('[data-pm-slice]') !== null

/** The file of a picture that lies in the HTML itself; null where it lies elsewhere, or is of another kind. */
function fileFromData(src: string, alt: string): File | null {
  const [, type = '', isBase64, data = ''] =
    /^data:([a-z]+\/[a-z0-9.+-]+)(;base64)?,(.*)$/is.exec(src) ?? []
  if (!pictureTypes.includes(type)) return null
  try {
    const text = isBase64 ? atob(data.replace(/\s/g, '')) : decodeURIComponent(data)
    const bytes = isBase64
      ? Uint8Array.from(text, (letter) => letter.charCodeAt(0))
      : new TextEncoder().encode(text)
    const ending =
      { 'image/svg+xml': 'svg', 'image/jpeg': 'jpg' }[type] ?? type.slice('image/'.length)
    return new File(
      [bytes],
      `${alt.trim().slice(0, 40) || words().writing.pastedPicture}.${ending}`,
      { type },
    )
  } catch {
    // Neither is it base64, nor text with signs as %20.
    return null
  }
}

function removeFigure(view: EditorView, path: string): void {
  const { tr } = view.state
  view.state.doc.descendants((node, pos) => {
    if (node.type.name === 'figure' && node.attrs.src === path)
      tr.delete(tr.mapping.map(pos), tr.mapping.map(pos + node.nodeSize))
  })
  if (tr.docChanged) view.dispatch(tr)
}
