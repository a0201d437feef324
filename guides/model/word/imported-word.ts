import type { Finding } from '../finding.ts'
import type { NodeJson, Picture } from '../guide.ts'

/** A Word document as chapters of a guide. */
export interface ImportedWord {
  /** Of the paragraph in the style Title; empty where there is none. */
  title: string
  subtitle: string
  chapters: ImportedChapter[]
  /** By path in the guide's folder. */
  pictures: Map<string, { picture: Picture; bytes: Uint8Array }>
  /** Tracked changes, by the id that they have in the chapters' texts. */
  changes: Map<string, TrackedChange>
  comments: ImportedComment[]
  /** What was not carried over as it was, and what to do about it. */
  findings: Finding[]
  /** What of the file's own properties says where it came from: the name of each to its value. */
  properties: Map<string, string>
}

export interface ImportedChapter {
  title: string
  /** A `doc` node of the draft schema: with the tracked changes as suggestions. */
  content: NodeJson
}

export interface TrackedChange {
  author: string
  /** ISO 8601, or null where the file does not say when. */
  at: string | null
}

export interface ImportedComment {
  /** Which of the chapters it stands in. */
  chapter: number
  /** Positions in the chapter's `doc` node; equal where it has no words of its own. */
  from: number
  to: number
  quote: string
  resolved: boolean
  /** The comment and its replies, oldest first. */
  messages: { author: string; at: string | null; body: string }[]
}
