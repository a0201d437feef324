import { h } from 'hastscript'
import type { Handler } from '../state.ts'

export const hardBreak: Handler = () => h('br')

export const horizontalRule: Handler = () => h('hr')

/** Only print shows it; to whoever listens it is nothing. */
export const pageBreak: Handler = () => h('div.page-break', { ariaHidden: 'true' })
