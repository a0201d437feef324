import { settle } from '@charrette/guides'
import { getSchema } from '@tiptap/core'
import { joinBackward, splitBlock, toggleMark } from '@tiptap/pm/commands'
import type { Node } from '@tiptap/pm/model'
import { type Command, EditorState, TextSelection } from '@tiptap/pm/state'
import { expect, test } from 'vitest'
import { schemaExtensions } from '../document/extension-from-spec.ts'
import { overDeletedBlock, suggestedEdit, withoutInheritedDeletions } from './suggested-edit.ts'

const schema = getSchema(schemaExtensions())
const paragraph = (words: string): Node =>
  schema.node('paragraph', null, words ? schema.text(words) : [])

/** Somebody who suggests in a text, as the editor lets them. */
class Suggesting {
  state: EditorState
  readonly own = new Set<string>()

  constructor(...paragraphs: string[]) {
    this.state = EditorState.create({ doc: schema.node('doc', null, paragraphs.map(paragraph)) })
  }

  at(from: number, to = from): this {
    const selection = TextSelection.create(this.state.doc, from, to)
    this.state = this.state.apply(this.state.tr.setSelection(selection))
    return this
  }

  run(command: Command): this {
    command(this.state, (edit) => {
      const { transaction, id } = suggestedEdit(
        edit,
        this.state,
        (one) => this.own.has(one),
        () => `suggestion${this.own.size}`,
      )
      if (id) this.own.add(id)
      this.state = this.state.apply(transaction)
    })
    return this
  }

  type(words: string): this {
    for (const letter of words)
      this.run((state, dispatch) => {
        dispatch?.(state.tr.insertText(letter))
        return true
      })
    return this
  }

  backspace(times = 1): this {
    for (let i = 0; i < times; i++)
      this.run(({ tr, selection: { from } }, dispatch) => {
        dispatch?.(tr.delete(from - 1, from))
        return true
      })
    return this
  }

  delete(times = 1): this {
    for (let i = 0; i < times; i++)
      this.run(({ tr, selection: { from } }, dispatch) => {
        dispatch?.(tr.delete(from, from + 1))
        return true
      })
    return this
  }

  /** The text with what is to go in [-…-], what came in {+…+}, and the caret as |. */
  get shown(): string {
    const blocks = [...this.state.doc.children].map((block, index) => {
      let start = 1
      for (const before of [...this.state.doc.children].slice(0, index)) start += before.nodeSize
      let words = ''
      const caret = this.state.selection.head - start
      block.forEach((child, offset) => {
        let text = child.text ?? ''
        const at = caret - offset
        if (at > 0 && at < child.nodeSize) text = `${text.slice(0, at)}|${text.slice(at)}`
        for (const { type } of child.marks) {
          if (type.name === 'insertion') text = `{+${text}+}`
          if (type.name === 'deletion') text = `[-${text}-]`
        }
        words += at === 0 ? `|${text}` : text
      })
      if (caret === block.content.size) words += '|'
      if (block.attrs.inserted) return `{¶+${words}}`
      return block.attrs.deleted ? `[¶-${words}]` : words
    })
    return blocks.join(' / ')
  }

  answered(decision: 'accept' | 'reject'): string[] {
    return [...settle(this.state.doc, () => decision).children].map(
      ({ textContent }) => textContent,
    )
  }
}

test('words taken out letter by letter stay, and what is typed then stands before them', () => {
  const ben = new Suggesting('Plant oaks everywhere.').at(23).backspace('everywhere.'.length)
  expect(ben.shown).toBe('Plant oaks |[-everywhere.-]')
  ben.type('where they fit')
  expect(ben.shown).toBe('Plant oaks {+where they fit+}|[-everywhere.-]')
  expect(ben.own.size).toBe(1)
  expect(ben.answered('accept')).toEqual(['Plant oaks where they fit'])
  expect(ben.answered('reject')).toEqual(['Plant oaks everywhere.'])
})

test('the Delete key goes on behind what it took out', () => {
  const ben = new Suggesting('Plant oaks everywhere.').at(7).delete(5)
  expect(ben.shown).toBe('Plant [-oaks -]|everywhere.')
  expect(ben.own.size).toBe(1)
})

test('what is selected is replaced', () => {
  const ben = new Suggesting('Plant oaks everywhere.').at(7, 11).type('elms')
  expect(ben.shown).toBe('Plant [-oaks-]{+elms+}| everywhere.')
  expect(ben.answered('accept')).toEqual(['Plant elms everywhere.'])
})

test('what one suggested oneself goes at once', () => {
  expect(new Suggesting('Plant oaks.').at(6).type('ed').backspace(3).shown).toBe('Plan|[-t-] oaks.')
})

test('what is typed within words that are to go is not to go with them', () => {
  const ben = new Suggesting('Plant oaks.').at(7, 11).run((state, dispatch) => {
    dispatch?.(state.tr.deleteSelection())
    return true
  })
  expect(ben.at(9).type('x').shown).toBe('Plant [-oa-]{+x+}|[-ks-].')
  // Nor where one writes and does not suggest.
  const ana = EditorState.create({ doc: ben.state.doc })
  const written = withoutInheritedDeletions(ana.tr.insertText('y', 8)).doc
  expect(settle(written, () => 'accept').textContent).toBe('Plant yx.')
})

test('through words that are to go already, the caret goes without changing them', () => {
  const ben = new Suggesting('Plant oaks.').at(11).backspace(4).at(11)
  expect(ben.shown).toBe('Plant [-oaks-]|.')
  const { doc } = ben.state
  expect(ben.backspace(2).shown).toBe('Plant [-oa|ks-].')
  expect(ben.state.doc.eq(doc)).toBe(true)
})

test('a paragraph split, one typed after it, and two joined', () => {
  const ben = new Suggesting('Plant oaks.', 'Water them.')
  ben.at(12).run(splitBlock).type('Often.')
  expect(ben.shown).toBe('Plant oaks. / {¶+Often.|} / Water them.')
  expect(ben.own.size).toBe(1)
  const ana = new Suggesting('Plant oaks.', 'Water them.').at(14).run(joinBackward)
  expect(ana.answered('accept')).toEqual(['Plant oaks.Water them.'])
  expect(ana.answered('reject')).toEqual(['Plant oaks.', 'Water them.'])
})

test('from the edge of a paragraph the caret passes over one that is to go', () => {
  const ben = new Suggesting('One.', 'Two.', 'Three.').at(7).run((state, dispatch) => {
    dispatch?.(state.tr.delete(6, 12))
    return true
  })
  expect(ben.shown.replace('|', '')).toBe('One. / [¶-Two.] / Three.')
  expect(overDeletedBlock(ben.at(13).state, -1)?.head).toBe(5)
  expect(overDeletedBlock(ben.at(5).state, 1)?.head).toBe(13)
  expect(overDeletedBlock(ben.at(4).state, 1)).toBe(null)
  expect(overDeletedBlock(ben.at(1).state, -1)).toBe(null)
})

test('a mark that is set on words is suggested, and the words stay selected', () => {
  const { strong } = schema.marks
  if (!strong) throw new Error('A guide has strong words')
  const ben = new Suggesting('Plant oaks.').at(7, 11).run(toggleMark(strong))
  expect([ben.state.selection.from, ben.state.selection.to]).toEqual([7, 11])
  const bold = (doc: Node) => doc.rangeHasMark(7, 11, strong)
  expect(bold(ben.state.doc)).toBe(true)
  expect(bold(settle(ben.state.doc, () => 'reject'))).toBe(false)
  expect(bold(settle(ben.state.doc, () => 'accept'))).toBe(true)
})
