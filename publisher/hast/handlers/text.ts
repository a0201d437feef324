import type { Handler } from '../state.ts'

export const text: Handler = (node) => ({ type: 'text', value: node.text ?? '' })
