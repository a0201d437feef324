import { deflateSync, inflateSync } from 'node:zlib'
import { type PDFContext, PDFDict, PDFRawStream } from 'pdf-lib'
import { name } from '../pdf-name.ts'

/** Kinds of resources that content refers to by a name (ISO 32000-1, table 33). */
const kinds = ['ExtGState', 'ColorSpace', 'Pattern', 'Shading', 'XObject', 'Font', 'Properties']

/**
 * Names resources by their order: Skia names them by its numbers of objects (`/F376`), which differ
 * from print to print.
 *
 * @param resources a resource dictionary, whose entries get other names.
 * @returns what writes the new names into the content that uses them. Skia writes strings in
 *   hexadecimal, so that whatever begins with a slash is a name.
 */
export function nameResources(resources: PDFDict): (content: string) => string {
  const names = new Map<string, string>()
  for (const kind of kinds) {
    const dictionary = resources.lookupMaybe(name(kind), PDFDict)
    for (const [index, [key, value]] of [...(dictionary?.entries() ?? [])].entries()) {
      const old = key.decodeText()
      const letters = /^([A-Za-z]+)\d+$/.exec(old)?.[1]
      if (!letters) throw new Error(`A resource of the name ${old}, which Skia does not give`)
      const renamed = `${letters}_${index + 1}`
      names.set(old, renamed)
      dictionary?.delete(key)
      dictionary?.set(name(renamed), value)
    }
  }
  return (content) =>
    content.replace(/\/([A-Za-z]+\d+)(?![\w.-])/g, (all, old: string) => {
      const renamed = names.get(old)
      return renamed === undefined ? all : `/${renamed}`
    })
}

/** Names the resources of forms and patterns, which have content of their own. */
export function nameResourcesOfForms(context: PDFContext): void {
  for (const [ref, stream] of context.enumerateIndirectObjects()) {
    if (!(stream instanceof PDFRawStream)) continue
    const resources = stream.dict.lookupMaybe(name('Resources'), PDFDict)
    if (!resources) continue
    const filter = stream.dict.get(name('Filter'))
    if (filter && filter !== name('FlateDecode'))
      throw new Error(`A form with the filter ${filter}`)
    const write = nameResources(resources)
    const bytes = filter ? inflateSync(stream.contents) : Buffer.from(stream.contents)
    const content = Buffer.from(write(bytes.toString('latin1')), 'latin1')
    context.assign(
      ref,
      PDFRawStream.of(stream.dict, filter ? deflateSync(content, { level: 6 }) : content),
    )
  }
}
