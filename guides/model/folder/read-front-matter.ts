import { LineCounter, parseDocument } from 'yaml'
import { type Credit, creditsSchema } from '../credits.ts'
import { type Finding, finding } from '../finding.ts'
import { type FrontMatter, frontMatterSchema } from '../guide.ts'

const file = 'guide.yaml'

/** A folder says besides who is credited; in the living document that is the editors' to say. */
const fileSchema = frontMatterSchema.extend({ credits: creditsSchema.optional() })

/** Reads guide.yaml. Every field that does not fit is a finding with its line. */
export function readFrontMatter(source: string): {
  frontMatter: FrontMatter | null
  credits: Credit[]
  findings: Finding[]
} {
  const lines = new LineCounter()
  const document = parseDocument(source, { lineCounter: lines })
  const place = (offset: number): Pick<Finding, 'file' | 'line' | 'column'> => {
    const { line, col } = lines.linePos(offset)
    return { file, line: Math.max(line, 1), column: Math.max(col, 1) }
  }
  if (document.errors.length > 0)
    return {
      frontMatter: null,
      credits: [],
      findings: document.errors.map((error) =>
        finding({
          ruleId: 'yaml',
          severity: 'error',
          message: sentence(error.message),
          mend: 'Mend the YAML: indent with spaces, quote text that holds a colon.',
          ...place(error.pos[0]),
        }),
      ),
    }
  const parsed = fileSchema.safeParse(document.toJS() ?? {})
  if (parsed.success) {
    const { credits = [], ...frontMatter } = parsed.data
    return { frontMatter, credits, findings: [] }
  }

  const offsetOf = (path: readonly PropertyKey[]): number => {
    for (let length = path.length; length > 0; length--) {
      const node = document.getIn(path.slice(0, length), true) as
        | { range?: [number, number, number] }
        | undefined
      if (node?.range) return node.range[0]
    }
    return 0
  }
  return {
    frontMatter: null,
    credits: [],
    findings: parsed.error.issues.flatMap((issue) => {
      if (issue.code === 'unrecognized_keys')
        return issue.keys.map((key) =>
          finding({
            ruleId: 'front-matter-field',
            severity: 'error',
            message: `Front matter has no field \`${[...issue.path, key].join('.')}\``,
            mend: `Take it out; the fields are ${Object.keys(fileSchema.shape).join(', ')}.`,
            ...place(offsetOf([...issue.path, key])),
          }),
        )
      const field = issue.path.join('.')
      const missing = document.getIn(issue.path) === undefined
      return finding({
        ruleId: 'front-matter-field',
        severity: 'error',
        message: missing
          ? `Front matter has no \`${field || 'title'}\``
          : `\`${field}\` does not fit: ${issue.message}`,
        mend: missing ? `Add a line \`${field}: …\`.` : 'Write it as guides/MARKDOWN.md says.',
        ...place(offsetOf(issue.path)),
      })
    }),
  }
}

/** The first line of a parser's message, without the place that the finding names anyway. */
function sentence(message: string): string {
  return (message.split('\n')[0] ?? message).replace(/ at line \d+, column \d+:?$/, '')
}
