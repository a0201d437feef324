import { expect, test } from 'vitest'
import { progressBar, progressDisplay } from './show-progress.ts'

function shown(columns?: number): string {
  let text = ''
  const display = progressDisplay({ columns, write: (more) => (text += more) })
  display.show({ progress: 0, message: 'Printing' })
  display.show({ progress: 0.25, message: 'Printing' })
  display.show({ progress: 1, message: 'Published.' })
  display.end()
  return text
}

test('in a log each step is one line, without a control character', () => {
  expect(shown()).toBe('Printing\nPublished.\n')
})

test('on a terminal one line redraws itself, and is empty at the end', () => {
  expect(shown(80).split('\r\x1b[2K')).toEqual([
    '',
    `${'░'.repeat(24)}   0 %  Printing`,
    `${'█'.repeat(6)}${'░'.repeat(18)}  25 %  Printing`,
    `${'█'.repeat(24)} 100 %  Published.`,
    '',
  ])
})

test('a narrow terminal never wraps the line, or it could not be redrawn', () => {
  for (const line of shown(20).split('\r\x1b[2K')) expect(line.length).toBeLessThan(20)
})

test('a share outside of 0 to 1 fits the bar all the same', () => {
  expect(progressBar({ progress: 1.2, message: '' })).toContain('100 %')
  expect(progressBar({ progress: -1, message: '' })).toContain('  0 %')
})
