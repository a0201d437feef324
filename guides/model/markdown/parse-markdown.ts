import type { Root } from 'mdast'
import remarkDirective from 'remark-directive'
import remarkFrontmatter from 'remark-frontmatter'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import { type Processor, unified } from 'unified'

/**
 * GFM's reader looks for addresses once more in the finished text, escaped or not, so that a text
 * saying `https\://…` would come back as a link. Links that the grammar itself finds are enough.
 */
function remarkNoSecondLook(this: Processor): void {
  const withoutTransforms = (extension: unknown): unknown => {
    if (Array.isArray(extension)) return extension.map(withoutTransforms)
    const { transforms: _, ...rest } = extension as Record<string, unknown>
    return rest
  }
  const data = this.data() as { fromMarkdownExtensions?: unknown[] }
  data.fromMarkdownExtensions = data.fromMarkdownExtensions?.map(withoutTransforms)
}

const parser = unified()
  .use(remarkParse)
  .use(remarkGfm)
  .use(remarkDirective)
  .use(remarkFrontmatter, ['yaml'])
  .use(remarkNoSecondLook)
  .freeze()

/** Markdown as a syntax tree. Every text is Markdown: this does not fail. */
export function parseMarkdown(markdown: string): Root {
  return parser.parse(markdown)
}
