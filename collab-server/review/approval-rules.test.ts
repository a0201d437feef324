import { finding } from '@charrette/guides'
import { expect, test } from 'vitest'
import { failedChecks, missingApprovals } from './index.ts'

const rules = (editors: number, cities: number, checks: string[] = []) => ({
  editors,
  cities,
  checks,
})
const by = (...people: string[]) =>
  people.map((person) => {
    const [accountId = '', cityId = ''] = person.split(' of ')
    return { accountId, cityId }
  })
const text = (...cities: string[]) => cities.map((id) => ({ id, name: id }))

test.each([
  [rules(1, 1), by(), text(), ['one more editor']],
  [rules(1, 1), by('edith of alder'), text('river'), []],
  [rules(2, 1), by('edith of alder'), text('river'), ['one more editor']],
  [rules(3, 1), by('edith of alder'), text('river'), ['2 more editors']],
  [
    rules(2, 2),
    by('edith of alder', 'otto of alder'),
    text('river'),
    ['an editor of another city'],
  ],
  [rules(2, 2), by('edith of alder', 'otto of tern'), text('river'), []],
  [rules(3, 3), by('a of x', 'b of x', 'c of x'), text(), ['editors of 2 other cities']],
  // Twice by the same person is once.
  [rules(2, 1), by('edith of alder', 'edith of alder'), text(), ['one more editor']],
])('%j with approvals %j of text by %j lacks %j', (asked, approvals, cities, missing) => {
  expect(missingApprovals(asked, approvals, cities)).toEqual(missing)
})

test('an editor is not the only judge of their own city’s text', () => {
  const own = ['an editor who is not of alder, which wrote in it']
  expect(missingApprovals(rules(1, 1), by('edith of alder'), text('alder'))).toEqual(own)
  expect(missingApprovals(rules(1, 1), by('edith of alder'), text('alder', 'river'))).toEqual(own)
  // Two of the same city are no better than one of them.
  expect(
    missingApprovals(rules(1, 1), by('edith of alder', 'eva of alder'), text('alder')),
  ).toEqual(own)
  expect(
    missingApprovals(rules(1, 1), by('edith of alder', 'otto of tern'), text('alder')),
  ).toEqual([])
  // Each city's text has a judge who is not of it.
  expect(
    missingApprovals(rules(1, 1), by('edith of alder', 'otto of tern'), text('alder', 'tern')),
  ).toEqual([])
})

test('errors always stand in the way, warnings where the rules name their check', () => {
  const none = { comments: 0, suggestions: 0 }
  const warning = finding({ ruleId: 'link-text', severity: 'warning', message: '', mend: '' })
  const error = finding({ ruleId: 'image-alt', severity: 'error', message: '', mend: '' })
  expect(failedChecks(rules(1, 1), [warning], none)).toEqual([])
  expect(failedChecks(rules(1, 1, ['link-text']), [warning], none)).toHaveLength(1)
  expect(failedChecks(rules(1, 1), [error], none)).toHaveLength(1)
  const all = rules(1, 1, ['open-comments', 'open-suggestions'])
  expect(failedChecks(all, [], { comments: 2, suggestions: 1 })).toHaveLength(2)
  expect(failedChecks(all, [], none)).toEqual([])
})
