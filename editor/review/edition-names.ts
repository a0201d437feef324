import type { ReleaseView } from '@charrette/collab-server/contract'

/** What the formats of an edition are called. */
export const editionNames: Record<ReleaseView['editions'][number]['format'], string> = {
  web: 'Web edition',
  pdf: 'PDF edition',
  epub: 'EPUB',
  docx: 'Word document',
  markdown: 'Markdown (.zip)',
  json: 'JSON',
}
