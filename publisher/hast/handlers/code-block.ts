import { textAttribute } from '@charrette/guides'
import { h } from 'hastscript'
import type { Handler } from '../state.ts'

export const codeBlock: Handler = (node) => {
  const language = textAttribute(node, 'language').replace(/[^\w+#-]/g, '')
  const text = (node.content ?? []).map(({ text }) => text ?? '').join('')
  return h('pre', [h('code', { className: language ? [`language-${language}`] : null }, text)])
}
