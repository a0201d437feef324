import { PdfArray, PdfDict, PdfNumber, PdfRef } from '@libpdf/core'
import { MadeOfFile } from './made-of-file.ts'
import { nameOf, type PdfFile, textOf, type Value } from './pdf-file.ts'
import { standardType } from './standard-types.ts'

/** A structure element with its place in the tree. */
export interface StructureElement {
  kind: 'element'
  dict: PdfDict
  /** Its object number, which the parent tree names it by. */
  object: number | null
  /** As it is written. */
  writtenType: string
  /** What it stands for by the role map. */
  type: string
  parent: StructureElement | null
  kids: StructureKid[]
  /** Number of the first page with content of it. */
  page: number | null
  /** Of the element, else of the nearest around it that has one. */
  lang: string | undefined
}

/** A marked-content sequence of a page or of a form. */
export interface MarkedReference {
  kind: 'content'
  page: number | null
  mcid: number
  /** Object number of the form the sequence is in; null for the page's own content. */
  form: number | null
}

/** An annotation or a form that is content as a whole. */
export interface ObjectReference {
  kind: 'object'
  object: number | null
}

export type StructureKid = StructureElement | MarkedReference | ObjectReference

export interface StructureTree {
  root: PdfDict
  roles: ReadonlyMap<string, string>
  /** The root's children. */
  top: StructureElement[]
  /** All elements in reading order. */
  elements: StructureElement[]
}

/** A child of one of the root's children, with all elements in it in reading order. */
interface Branch {
  root: StructureElement
  elements: StructureElement[]
}

/** Of files that were read before: a chapter that has not changed is the same branch. */
const branches = new MadeOfFile<Branch>()

/**
 * Reads the structure tree; null where there is none. Elements met twice are read once. Of a file that
 * was read before, branches that are in this one as well belong to this one from now on.
 */
export function readStructureTree(file: PdfFile): StructureTree | null {
  const root = file.dict(file.catalog, 'StructTreeRoot')
  if (!root) return null
  const roles = new Map<string, string>()
  for (const [key, value] of file.dict(root, 'RoleMap') ?? []) {
    const role = nameOf(file.resolve(value))
    if (role !== undefined) roles.set(key.value, role)
  }
  const read = (reader: TreeReader): StructureTree => {
    const top = valuesOf(file, root.get('K')).flatMap((value) => {
      const kid = reader.kid(value, null, { page: null, lang: undefined })
      return kid?.kind === 'element' ? [kid] : []
    })
    return { root, roles, top, elements: reader.elements }
  }
  const tree = read(new TreeReader(file, roles, JSON.stringify([...roles])))
  const distinct = new Set(tree.elements.map(({ dict }) => dict))
  // An element in two branches is in the first of them alone, which they do not know of each other.
  return distinct.size === tree.elements.length ? tree : read(new TreeReader(file, roles, null))
}

/** What an element takes from those around it. */
type Around = Pick<StructureElement, 'page' | 'lang'>

class TreeReader {
  readonly elements: StructureElement[] = []
  readonly #file: PdfFile
  readonly #roles: ReadonlyMap<string, string>
  /** Stands for the roles; null where no branches are remembered. */
  readonly #rolesKey: string | null
  readonly #seen: Set<PdfDict>

  constructor(
    file: PdfFile,
    roles: ReadonlyMap<string, string>,
    rolesKey: string | null,
    seen: Iterable<PdfDict> = [],
  ) {
    this.#file = file
    this.#roles = roles
    this.#rolesKey = rolesKey
    this.#seen = new Set(seen)
  }

  kid(value: Value, parent: StructureElement | null, around: Around): StructureKid | null {
    const file = this.#file
    const found = file.resolve(value)
    if (found instanceof PdfNumber)
      return { kind: 'content', page: around.page, mcid: found.value, form: null }
    if (!(found instanceof PdfDict) || this.#seen.has(found)) return null
    const type = file.name(found, 'Type')
    if (type === 'OBJR') {
      const object = found.get('Obj')
      return { kind: 'object', object: object instanceof PdfRef ? object.objectNumber : null }
    }
    if (type === 'MCR') {
      const form = found.get('Stm')
      return {
        kind: 'content',
        page: this.#pageOf(found) ?? around.page,
        mcid: file.number(found, 'MCID') ?? -1,
        form: form instanceof PdfRef ? form.objectNumber : null,
      }
    }
    const object = value instanceof PdfRef ? value.objectNumber : null
    if (this.#rolesKey !== null && parent && !parent.parent)
      return this.#branch(found, object, parent, around)
    return this.#element(found, object, parent, around)
  }

  #branch(
    dict: PdfDict,
    object: number | null,
    parent: StructureElement,
    { page, lang }: Around,
  ): StructureElement {
    const around = JSON.stringify([object, page, lang ?? null, this.#rolesKey])
    const { root, elements } = branches.of(this.#file, dict, around, () => {
      const reader = new TreeReader(this.#file, this.#roles, null, [parent.dict])
      const root = reader.#element(dict, object, parent, { page, lang })
      return { root, elements: reader.elements }
    })
    root.parent = parent
    for (const element of elements) this.elements.push(element)
    return root
  }

  #element(
    dict: PdfDict,
    object: number | null,
    parent: StructureElement | null,
    around: Around,
  ): StructureElement {
    const file = this.#file
    this.#seen.add(dict)
    const writtenType = file.name(dict, 'S') ?? ''
    const element: StructureElement = {
      kind: 'element',
      dict,
      object,
      writtenType,
      type: standardType(writtenType, this.#roles).type,
      parent,
      kids: [],
      page: this.#pageOf(dict) ?? around.page,
      lang: textOf(file.at(dict, 'Lang')) ?? around.lang,
    }
    this.elements.push(element)
    for (const kid of valuesOf(file, dict.get('K'))) {
      const read = this.kid(kid, element, element)
      if (!read) continue
      element.kids.push(read)
      if (read.kind !== 'object') element.page ??= read.page
    }
    return element
  }

  #pageOf(dict: PdfDict): number | null {
    const page = dict.get('Pg')
    return page instanceof PdfRef ? (this.#file.pageNumber(page.objectNumber) ?? null) : null
  }
}

/** Children as they are written, references kept. */
function valuesOf(file: PdfFile, value: Value): Value[] {
  const found = file.resolve(value)
  return found instanceof PdfArray ? found.toArray() : found === undefined ? [] : [value]
}

export const childElements = ({ kids }: StructureElement): StructureElement[] =>
  kids.filter((kid) => kid.kind === 'element')

/** From the root down, e.g. `Document/Sect[3]/Table/TR[2]/TH`; numbers count siblings of the type. */
export function pathOf(element: StructureElement, tree: StructureTree): string {
  const steps: string[] = []
  for (let at: StructureElement | null = element; at; at = at.parent) {
    const { writtenType } = at
    const siblings = (at.parent ? childElements(at.parent) : tree.top).filter(
      (sibling) => sibling.writtenType === writtenType,
    )
    steps.unshift(siblings.length > 1 ? `${writtenType}[${siblings.indexOf(at) + 1}]` : writtenType)
  }
  return steps.join('/')
}

/** An attribute of an owner, of the element itself or of a class (ISO 32000-1, 14.7.5). */
export function attributeOf(
  file: PdfFile,
  tree: StructureTree,
  { dict }: StructureElement,
  owner: string,
  key: string,
): Value {
  const classMap = file.dict(tree.root, 'ClassMap')
  const classes = file.members(dict.get('C')).flatMap((name) => {
    const called = nameOf(name)
    return called === undefined ? [] : file.members(classMap?.get(called))
  })
  for (const attributes of [...file.members(dict.get('A')), ...classes])
    if (attributes instanceof PdfDict && file.name(attributes, 'O') === owner) {
      const value = file.at(attributes, key)
      if (value !== undefined) return value
    }
  return undefined
}

/** Leaves of a number tree (ISO 32000-1, 7.9.7), references kept. */
export function readNumberTree(file: PdfFile, root: PdfDict | undefined): Map<number, Value> {
  const entries = new Map<number, Value>()
  const seen = new Set<PdfDict>()
  const visit = (node: Value): void => {
    if (!(node instanceof PdfDict) || seen.has(node)) return
    seen.add(node)
    const numbers = file.at(node, 'Nums')
    if (numbers instanceof PdfArray)
      for (let at = 0; at + 1 < numbers.length; at += 2) {
        const key = file.resolve(numbers.at(at))
        if (key instanceof PdfNumber) entries.set(key.value, numbers.at(at + 1))
      }
    for (const kid of file.array(node, 'Kids')) visit(kid)
  }
  visit(root)
  return entries
}
