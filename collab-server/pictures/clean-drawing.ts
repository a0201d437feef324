import { mediaTypeOf, type Picture } from '@charrette/guides'
import { type ChildNode, Element, isTag, isText } from 'domhandler'
import { parseDocument } from 'htmlparser2'
import { PictureUnfit } from './picture-unfit.ts'

type Raster = Exclude<Picture['mediaType'], 'image/svg+xml'>
type CleanPixels = (bytes: Uint8Array, kind: Raster) => Promise<Uint8Array>

/** Elements deeper than this in each other, or more once each `use` is drawn, hang a browser. */
const mostDeep = 200
const mostDrawn = 200_000
/** Elements that lead to each other in a row. */
const mostChained = 1_000

const svg = 'http://www.w3.org/2000/svg'
const xlink = 'http://www.w3.org/1999/xlink'

/** All that draws and stands still (SVG 1.1); what is not here is left out with what is in it. */
const elements = new Set(
  `svg g defs symbol use title desc style switch a
  path rect circle ellipse line polyline polygon text tspan textPath image
  linearGradient radialGradient stop pattern clipPath mask marker filter
  feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting
  feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR
  feGaussianBlur feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting
  feSpotLight feTile feTurbulence`.split(/\s+/),
)
/** Written as a group: where they lead to, or what they choose by, is left out. */
const groups = new Set(['a', 'switch'])

/**
 * A drawing (SVG) of known elements and attributes alone, written anew: no scripts, events, links,
 * foreign content, outside references or notes of the program that drew it. Pictures in it are
 * cleaned as pictures are.
 *
 * @throws {PictureUnfit} where it is no XML with one drawing, or would take a browser for ever.
 */
export async function cleanDrawing(
  bytes: Uint8Array,
  cleanPixels: CleanPixels,
): Promise<Uint8Array> {
  const source = new TextDecoder().decode(bytes)
  const { children } = parseDocument(source, { xmlMode: true, decodeEntities: true })
  const root = children.find(isTag)
  if (root?.name !== 'svg') throw new PictureUnfit('This drawing is no SVG that guides can show.')
  requireDrawable(root)
  const attributes = { xmlns: svg, 'xmlns:xlink': xlink }
  return new TextEncoder().encode(`${await written(root, cleanPixels, attributes)}\n`)
}

async function written(
  element: Element,
  cleanPixels: CleanPixels,
  given: Record<string, string> = {},
): Promise<string> {
  if (!elements.has(element.name)) return ''
  if (element.name === 'style') return styleOf(element)
  const name = groups.has(element.name) ? 'g' : element.name
  const attributes = { ...given }
  for (const [key, value] of Object.entries(element.attribs)) {
    const kept = await attributeOf(element.name, key, value, cleanPixels)
    if (kept !== null) attributes[key] = kept
  }
  let inside = ''
  for (const child of element.children) {
    if (isText(child)) inside += escaped(child.data)
    else if (isTag(child)) inside += await written(child, cleanPixels)
    else if (hasChildren(child))
      for (const text of child.children) if (isText(text)) inside += escaped(text.data)
  }
  const start = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(value)}"`)
  return inside === ''
    ? `<${name}${start.join('')}/>`
    : `<${name}${start.join('')}>${inside}</${name}>`
}

/** A section of CDATA. */
function hasChildren(node: ChildNode): node is ChildNode & { children: ChildNode[] } {
  return 'children' in node && !(node instanceof Element)
}

async function attributeOf(
  element: string,
  name: string,
  value: string,
  cleanPixels: CleanPixels,
): Promise<string | null> {
  if (!/^(?:[a-z][\w-]*|xlink:href|xml:space|xml:lang)$/i.test(name)) return null
  if (/^on|^xmlns$|^src$|^style$/i.test(name))
    return name === 'style' && isStill(value) ? value : null
  if (/href$/i.test(name)) {
    if (groups.has(element)) return null
    if (/^#[^\s"'<>]*$/.test(value)) return value
    return element === 'image' ? pixelsIn(value, cleanPixels) : null
  }
  return isStill(value) ? value : null
}

/** Whether a style reaches nothing outside of its drawing. CSS writes letters as escapes, too. */
function isStill(css: string): boolean {
  if (/\\|@import|@font-face|expression\s*\(|javascript:|image-set\s*\(|src\s*\(/i.test(css))
    return false
  const urls = css.match(/url\s*\(/gi)?.length ?? 0
  return urls === (css.match(/url\(\s*(["']?)#[^\s"'()]+\1\s*\)/gi)?.length ?? 0)
}

function styleOf(element: Element): string {
  const texts = element.children.flatMap((child) =>
    isText(child)
      ? [child.data]
      : hasChildren(child)
        ? child.children.filter(isText).map(({ data }) => data)
        : [],
  )
  const css = texts.join('').replace(/\/\*.*?\*\//gs, '')
  return isStill(css) ? `<style>${escaped(css)}</style>` : ''
}

/** A picture inside of the drawing, cleaned; null where it is none. */
async function pixelsIn(address: string, cleanPixels: CleanPixels): Promise<string | null> {
  const [, base64 = ''] =
    /^data:image\/(?:png|jpeg|jpg|webp);base64,([\sA-Za-z0-9+/=]+)$/.exec(address) ?? []
  const bytes = new Uint8Array(Buffer.from(base64, 'base64'))
  const kind = mediaTypeOf(bytes)
  if (kind === null || kind === 'image/svg+xml') return null
  const clean = await cleanPixels(bytes, kind)
  return `data:${kind};base64,${Buffer.from(clean).toString('base64')}`
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** As XML takes it: without letters that it has no way to write. */
function escaped(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: those are what XML cannot hold
  const plain = text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
  return plain.replace(/[&<>"]/g, (letter) => entities[letter] ?? letter)
}

/** Refuses what is nested too deep, and what `use` would multiply without end. */
function requireDrawable(root: Element): void {
  const byId = new Map<string, Element>()
  const walk: { element: Element; depth: number }[] = [{ element: root, depth: 1 }]
  for (let next = walk.pop(); next; next = walk.pop()) {
    const { element, depth } = next
    if (depth > mostDeep) throw new PictureUnfit('This drawing has too many groups in each other.')
    const { id } = element.attribs
    if (id !== undefined && !byId.has(id)) byId.set(id, element)
    for (const child of element.children)
      if (isTag(child)) walk.push({ element: child, depth: depth + 1 })
  }
  const counted = new Map<Element, number>()
  const drawn = (element: Element, way: Set<Element>): number => {
    const known = counted.get(element)
    if (known !== undefined) return known
    // A drawing that uses itself is drawn without: browsers do the same.
    if (way.has(element)) return 0
    if (way.size > mostChained) throw endless()
    way.add(element)
    let count = 1
    for (const child of element.children) if (isTag(child)) count += drawn(child, way)
    for (const target of targetsOf(element)) {
      const used = byId.get(target)
      if (used) count += drawn(used, way)
    }
    way.delete(element)
    if (count > mostDrawn) throw endless()
    counted.set(element, count)
    return count
  }
  drawn(root, new Set())
}

function endless(): PictureUnfit {
  return new PictureUnfit('This drawing repeats its parts so often that no browser can draw it.')
}

/** The ids of what an element draws besides its own children. */
function* targetsOf({ attribs }: Element): Generator<string> {
  for (const value of Object.values(attribs)) {
    if (value.startsWith('#')) yield value.slice(1)
    for (const [, id = ''] of value.matchAll(/url\(\s*["']?#([^\s"'()]+)/gi)) yield id
  }
}
