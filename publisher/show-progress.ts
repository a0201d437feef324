import type { Progress } from './publish.ts'

/** A place to show progress in: a terminal, or a file that lines are added to. */
export interface ProgressSink {
  write(text: string): void
  /** Width in characters where this is a terminal; else undefined. */
  columns?: number | undefined
}

/** Shows how far a job is; `end` leaves the terminal's line empty for what is said next. */
export interface ProgressDisplay {
  show(progress: Progress): void
  end(): void
}

const barWidth = 24
const eraseLine = '\r\x1b[2K'

/**
 * Progress as a bar that redraws itself on a terminal, and as a line for each new step elsewhere
 * (a log of CI has no cursor to move).
 */
export function progressDisplay(sink: ProgressSink): ProgressDisplay {
  const { columns } = sink
  let said = ''
  if (columns === undefined)
    return {
      show({ message }) {
        if (message !== said) sink.write(`${message}\n`)
        said = message
      },
      end() {},
    }
  return {
    show(progress) {
      const line = progressBar(progress).slice(0, Math.max(columns - 1, 0))
      if (line !== said) sink.write(`${eraseLine}${line}`)
      said = line
    },
    end() {
      if (said) sink.write(eraseLine)
      said = ''
    },
  }
}

/** `████████░░░░░░░░  33 %  Laying out the pages` */
export function progressBar({ progress, message }: Progress): string {
  const share = Math.min(Math.max(progress, 0), 1)
  const filled = Math.round(share * barWidth)
  const bar = '█'.repeat(filled) + '░'.repeat(barWidth - filled)
  return `${bar} ${String(Math.floor(share * 100)).padStart(3)} %  ${message}`
}
