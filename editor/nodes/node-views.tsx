import type { AnyExtension, Node } from '@tiptap/core'
import { ReactNodeViewRenderer } from '@tiptap/react'
import type { ComponentType } from 'react'
import type * as Y from 'yjs'
import { CalloutView } from './callout-view.tsx'
import { CitationView } from './citation-view.tsx'
import { CityExampleView, ExamplePartView } from './city-example-view.tsx'
import { CrossReferenceView } from './cross-reference-view.tsx'
import { DefinitionView } from './definition-view.tsx'
import { FigureView } from './figure-view.tsx'
import { FootnoteView } from './footnote-view.tsx'
import { KeyTakeawaysView } from './key-takeaways-view.tsx'
import { PullQuoteView } from './pull-quote-view.tsx'
import { TableFigureView } from './table-figure-view.tsx'
import { TaskItemView } from './task-item-view.tsx'

/** What a view knows beside its own node. */
export interface GuideAround {
  doc: Y.Doc
  guideSlug: string
}

// biome-ignore lint/suspicious/noExplicitAny: TipTap's own type of a node view component
type View = ComponentType<any>

const views: Record<string, View> = {
  callout: CalloutView,
  citation: CitationView,
  cityExample: CityExampleView,
  exampleAction: ExamplePartView,
  exampleOutcome: ExamplePartView,
  crossReference: CrossReferenceView,
  definition: DefinitionView,
  figure: FigureView,
  footnote: FootnoteView,
  keyTakeaways: KeyTakeawaysView,
  pullQuote: PullQuoteView,
  tableFigure: TableFigureView,
  taskItem: TaskItemView,
}

/** Gives the nodes that hold more than text their fields. */
export function withNodeViews(extensions: AnyExtension[], around: GuideAround): AnyExtension[] {
  return extensions.map((extension) => {
    const view = views[extension.name]
    if (!view || extension.type !== 'node') return extension
    return (extension as Node).extend({
      addStorage: () => ({ around }),
      addNodeView: () =>
        ReactNodeViewRenderer(view, {
          className: `view-${extension.name}`,
          // A list holds items and nothing between itself and them.
          ...(extension.name === 'taskItem' ? { as: 'li' } : {}),
        }),
    })
  })
}
