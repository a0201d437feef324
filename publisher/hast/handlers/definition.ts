import { idOfNode, textAttribute } from '@charrette/guides'
import { h } from 'hastscript'
import type { Handler } from '../state.ts'

/** A term where the guide explains it; the glossary gathers them all. */
export const definition: Handler = (node, state) =>
  h('dl.definition', { id: idOfNode(node) }, [
    h('dt', h('dfn', textAttribute(node, 'term'))),
    h('dd', state.blocks(node.content)),
  ])
