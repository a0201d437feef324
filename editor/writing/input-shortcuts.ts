import { safeHref } from '@charrette/guides'
import {
  InputRule,
  inputRules,
  textblockTypeInputRule,
  wrappingInputRule,
} from '@tiptap/pm/inputrules'
import type { MarkType, Schema } from '@tiptap/pm/model'
import type { Plugin } from '@tiptap/pm/state'
import { insertions } from './insertions.ts'
import { putIn } from './put-in.ts'

/**
 * Markdown as one types it: "## ", "- ", "1. ", "[ ] ", "> ", "```", "---", **strong**, *emphasis*,
 * `code`, [words](https://…), and a sign for everything else that can be put in: insertions.ts
 * names them, and the slash menu shows them.
 */
export function inputShortcuts(schema: Schema): Plugin {
  return inputRules({ rules: rulesOf(schema) })
}

function rulesOf({ nodes, marks }: Schema): InputRule[] {
  const rules: InputRule[] = []
  const wrap = (pattern: RegExp, name: string, attrs?: Record<string, unknown>) => {
    const type = nodes[name]
    if (type) rules.push(wrappingInputRule(pattern, type, attrs))
  }
  if (nodes.heading)
    rules.push(
      textblockTypeInputRule(/^(#{1,4})\s$/, nodes.heading, (match) => ({
        level: Math.max(2, match[1]?.length ?? 2),
      })),
    )
  if (nodes.codeBlock) rules.push(textblockTypeInputRule(/^```$/, nodes.codeBlock))
  wrap(/^\s*([-+*])\s$/, 'bulletList')
  if (nodes.orderedList)
    rules.push(
      wrappingInputRule(/^(\d+)\.\s$/, nodes.orderedList, (match) => ({ start: Number(match[1]) })),
    )
  wrap(/^\[\s?\]\s$/, 'taskList')
  wrap(/^>\s$/, 'blockquote')
  if (marks.strong) rules.push(markRule(/\*\*([^*\s](?:[^*]*[^*\s])?)\*\*$/, marks.strong))
  if (marks.emphasis)
    rules.push(markRule(/(?<![*\w])\*([^*\s](?:[^*]*[^*\s])?)\*$/, marks.emphasis))
  if (marks.code) rules.push(markRule(/`([^`]+)`$/, marks.code))
  if (marks.link) rules.push(linkRule(marks.link))
  if (marks.superscript) rules.push(markRule(/:sup\[([^\]]+)\]$/, marks.superscript))
  if (marks.subscript) rules.push(markRule(/:sub\[([^\]]+)\]$/, marks.subscript))
  for (const { typed, content } of insertions) {
    if (!typed || !content) continue
    // A container's sign ends with a space, as a list's does; the others are complete as they are.
    const sign = typed.replace(/[[\](){}|^*+?.\\]/g, '\\$&')
    const inline = nodes[content.type]?.isInline ?? false
    rules.push(
      new InputRule(
        new RegExp(inline ? `${sign}$` : typed.startsWith(':::') ? `^${sign}\\s$` : `^${sign}$`),
        (state, _match, start, end) => putIn(state, content, start, end),
      ),
    )
  }
  return rules
}

/** "[words](https://…)" as the link that it says. */
function linkRule(mark: MarkType): InputRule {
  return new InputRule(/\[([^\]]+)\]\(([^\s)]+)\)$/, (state, match, start, end) => {
    const [, words, href] = match
    if (!words || !href || !safeHref.test(href)) return null
    return state.tr
      .replaceWith(start, end, state.schema.text(words, [mark.create({ href })]))
      .removeStoredMark(mark)
  })
}

/** What stands between the signs gets the mark; the signs go. */
function markRule(pattern: RegExp, mark: MarkType): InputRule {
  return new InputRule(pattern, (state, match, start, end) => {
    const [, inside] = match
    if (!inside) return null
    const transaction = state.tr.replaceWith(start, end, state.schema.text(inside, [mark.create()]))
    return transaction.removeStoredMark(mark)
  })
}
