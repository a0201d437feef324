import { h } from 'hastscript'
import type { Handler } from '../state.ts'

export const taskList: Handler = (node, state) => h('ul.task-list', state.blocks(node.content))

/** The box is a picture with words, drawn by the style sheet: there is nothing to operate. */
export const taskItem: Handler = (node, state) => {
  const done = node.attrs?.checked === true
  const box = h(done ? 'span.task-box.done' : 'span.task-box', {
    role: 'img',
    ariaLabel: done ? state.words.done : state.words.toDo,
  })
  return h('li.task', [box, h('div.task-text', state.blocks(node.content))])
}
