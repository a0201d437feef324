/// <reference types="remark-directive" />
import type { Nodes, PhrasingContent, RootContent } from 'mdast'

// Names for parts of the Markdown syntax tree (mdast, https://github.com/syntax-tree/mdast).

/** A block in the tree: a paragraph, a list, a directive … */
export type MdastBlock = RootContent
/** A piece of text in the tree: words, a link, a text directive … */
export type MdastInline = PhrasingContent
export type MdastNode = Nodes
export type ContainerDirective = Extract<RootContent, { type: 'containerDirective' }>
export type LeafDirective = Extract<RootContent, { type: 'leafDirective' }>
export type TextDirective = Extract<PhrasingContent, { type: 'textDirective' }>
export type Directive = ContainerDirective | LeafDirective | TextDirective

declare module 'mdast' {
  interface HeadingData {
    /** The id in `## Title {#id}`. */
    id?: string | undefined
  }
}
