import { ask, type Beginning, bullets, example, section, takeaways } from './beginning.ts'

/** Two to four pages for somebody who has to decide. */
export const policyBrief: Beginning = {
  id: 'policy-brief',
  name: 'Policy brief',
  description:
    'Two to four pages for somebody who has to decide: the question, the choices, a recommendation.',
  kind: 'guide',
  chapters: [
    {
      title: 'The decision',
      blocks: [
        takeaways(
          'What you recommend, and the strongest reason, in one sentence each. A mayor may read only this.',
        ),
        section('What has to be decided'),
        ask('Name the decision, who takes it and by when. One paragraph.'),
        section('Why now'),
        ask('What happens if nothing is done? Give a figure with its source.'),
      ],
    },
    {
      title: 'The choices',
      blocks: [
        ask(
          'Name two to four real choices, “leave it as it is” among them. Describe each fairly enough that its friends would agree.',
        ),
        section('What each costs'),
        ask(
          'Money, staff and time, in the first year and after it. Say where the figures are from and how sure they are.',
        ),
        section('Whom each helps and whom it burdens'),
        ask('By neighborhood, income, age, language: who gains, who pays, who was asked?'),
        example('A city that chose one of them: what did it do?', 'What came of it?'),
      ],
    },
    {
      title: 'What we recommend',
      blocks: [
        ask('The recommendation, in words that could stand in a resolution.'),
        section('First steps'),
        bullets('Who does what by when? Name an office, not a person.'),
        section('How we will know'),
        ask('What will be counted, by whom, and when will it be looked at again?'),
      ],
    },
  ],
}
