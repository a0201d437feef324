import type { Root } from 'mdast'
import { defaultHandlers, type Options } from 'mdast-util-to-markdown'
import remarkDirective from 'remark-directive'
import remarkFrontmatter from 'remark-frontmatter'
import remarkGfm from 'remark-gfm'
import remarkStringify from 'remark-stringify'
import { type Processor, unified } from 'unified'
import { directiveToMarkdown } from './directive-to-markdown.ts'

/** What guides' Markdown escapes and says beyond GFM and directives (guides/MARKDOWN.md). */
const guideToMarkdown: Options = {
  handlers: {
    containerDirective: directiveToMarkdown,
    leafDirective: directiveToMarkdown,
    textDirective: directiveToMarkdown,
    heading(node, parent, state, info) {
      const line = defaultHandlers.heading(node, parent, state, info)
      return node.data?.id ? `${line} {#${node.data.id}}` : line
    },
  },
  unsafe: [
    // The end of a heading could be read as its id.
    { character: '{', after: '#', inConstruct: 'headingAtx' },
    // Braces after a directive are its attributes.
    { character: '{', before: '\\]', inConstruct: 'phrasing' },
  ],
}

function remarkGuide(this: Processor): void {
  const data = this.data() as { toMarkdownExtensions?: Options[] }
  data.toMarkdownExtensions = [...(data.toMarkdownExtensions ?? []), guideToMarkdown]
}

const writer = unified()
  .use(remarkStringify, {
    bullet: '-',
    bulletOther: '*',
    emphasis: '*',
    fences: true,
    listItemIndent: 'one',
    resourceLink: true,
    rule: '-',
  })
  .use(remarkGfm, { tablePipeAlign: false })
  .use(remarkDirective)
  .use(remarkFrontmatter, ['yaml'])
  .use(remarkGuide)
  .freeze()

/** A syntax tree as Markdown, ending with a line's end. */
export function writeMarkdown(tree: Root): string {
  return writer.stringify(tree)
}
