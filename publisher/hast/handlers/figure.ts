import { idOfNode, isNumbered, pictureAt, textAttribute } from '@charrette/guides'
import type { ElementContent } from 'hast'
import { h } from 'hastscript'
import { captionLabel } from '../caption.ts'
import type { Handler } from '../state.ts'

/** A picture by reference, never inlined: what an SVG holds stays outside of our pages. */
export const figure: Handler = (node, state) => {
  const src = textAttribute(node, 'src')
  const picture = pictureAt(state.guide, src)
  const decorative = node.attrs?.decorative === true
  const image = picture
    ? h('img', {
        src: state.options.srcOf(picture, state.page),
        alt: decorative ? '' : textAttribute(node, 'alt'),
        width: Math.round(picture.width),
        height: Math.round(picture.height),
      })
    : h('p.missing-picture', `${state.words.missingPicture} ${src}`)
  const caption = state.inline(node.content)
  const credit = textAttribute(node, 'credit')
  const id = idOfNode(node)
  const parts: ElementContent[] = [
    ...(isNumbered(node) ? captionLabel(id, caption.length > 0, state) : []),
    ...caption,
    ...(credit ? [' ', h('span.credit', credit)].map(asContent) : []),
  ]
  const kind = decorative && parts.length === 0 ? 'figure.picture.decorative' : 'figure.picture'
  return h(kind, { id }, [image, ...(parts.length > 0 ? [h('figcaption', parts)] : [])])
}

const asContent = (part: string | ElementContent): ElementContent =>
  typeof part === 'string' ? { type: 'text', value: part } : part
