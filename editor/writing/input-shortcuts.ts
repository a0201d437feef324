import {
  InputRule,
  inputRules,
  textblockTypeInputRule,
  wrappingInputRule,
} from '@tiptap/pm/inputrules'
import type { MarkType, Schema } from '@tiptap/pm/model'
import type { Plugin } from '@tiptap/pm/state'

/** Markdown as one types it: "## ", "- ", "1. ", "[ ] ", "> ", "```", "---", **strong**, *emphasis*. */
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
  rules.push(
    new InputRule(/^---$/, (state, _match, start) => {
      const [rule, paragraph] = [nodes.horizontalRule, nodes.paragraph]
      if (!rule || !paragraph) return null
      const $start = state.doc.resolve(start)
      return state.tr.replaceWith($start.before(), $start.after(), [
        rule.create(),
        paragraph.create(),
      ])
    }),
  )
  if (marks.strong) rules.push(markRule(/\*\*([^*\s](?:[^*]*[^*\s])?)\*\*$/, marks.strong))
  if (marks.emphasis)
    rules.push(markRule(/(?<![*\w])\*([^*\s](?:[^*]*[^*\s])?)\*$/, marks.emphasis))
  if (marks.code) rules.push(markRule(/`([^`]+)`$/, marks.code))
  return rules
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
