// Dark enough for white words on them, in light and dark (WCAG AA).
const colours = [
  '#a83a1c',
  '#14665a',
  '#1c4fa1',
  '#8a3b7a',
  '#7a5200',
  '#3b5a14',
  '#5a3ba0',
  '#a02048',
]

/** The colour of a person's caret: the same everywhere, from their account. */
export function caretColour(accountId: string): string {
  let sum = 0
  for (const character of accountId) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) >>> 0
  return colours[sum % colours.length] ?? '#1c4fa1'
}
