import type { GuideKind, NodeJson } from '@charrette/guides'

/** What a new guide can begin with: chapters, and guidance where something is to be written. */
export interface Beginning {
  /** Stays the same: scripts name it. */
  id: string
  name: string
  /** One sentence for who chooses. */
  description: string
  kind: GuideKind
  chapters: BeginningChapter[]
}

export interface BeginningChapter {
  title: string
  blocks: NodeJson[]
}

/** An empty paragraph that says what to write in it. */
export const ask = (guidance: string): NodeJson => ({ type: 'paragraph', attrs: { guidance } })

export const section = (words: string): NodeJson => ({
  type: 'heading',
  attrs: { level: 2 },
  content: [{ type: 'text', text: words }],
})

export const takeaways = (guidance: string): NodeJson => ({
  type: 'keyTakeaways',
  content: [{ type: 'bulletList', content: [{ type: 'listItem', content: [ask(guidance)] }] }],
})

export const bullets = (...guidance: string[]): NodeJson => ({
  type: 'bulletList',
  content: guidance.map((words) => ({ type: 'listItem', content: [ask(words)] })),
})

export const tasks = (...guidance: string[]): NodeJson => ({
  type: 'taskList',
  content: guidance.map((words) => ({
    type: 'taskItem',
    attrs: { checked: false },
    content: [ask(words)],
  })),
})

export const example = (action: string, outcome: string): NodeJson => ({
  type: 'cityExample',
  content: [
    { type: 'exampleAction', content: [ask(action)] },
    { type: 'exampleOutcome', content: [ask(outcome)] },
  ],
})

export const agenda = (...rows: [time: string, item: string][]): NodeJson => ({
  type: 'tableFigure',
  content: [
    { type: 'tableCaption', content: [{ type: 'text', text: 'Agenda' }] },
    {
      type: 'table',
      content: [
        tableRow('tableHeader', text('Time'), text('What happens')),
        ...rows.map(([time, item]) => tableRow('tableCell', ask(time), ask(item))),
      ],
    },
  ],
})

const text = (words: string): NodeJson => ({
  type: 'paragraph',
  content: [{ type: 'text', text: words }],
})

const tableRow = (type: string, ...cells: NodeJson[]): NodeJson => ({
  type: 'tableRow',
  content: cells.map((cell) => ({ type, content: [cell] })),
})
