import { ask, type Beginning, bullets, example, section, takeaways, tasks } from './beginning.ts'

/** What one city can take from others: the problem, what works, and how to begin. */
export const resourceGuide: Beginning = {
  id: 'resource-guide',
  name: 'Resource guide',
  description: 'A problem that many cities have, what some of them did, and how to begin.',
  kind: 'guide',
  chapters: [
    {
      title: 'Why this guide',
      blocks: [
        takeaways(
          'What should somebody remember who reads nothing else? Three to five points, one sentence each.',
        ),
        section('The problem'),
        ask(
          'Say in one paragraph what goes wrong in cities today, and for whom. Begin with a person or a place, not with a statistic.',
        ),
        ask(
          'Give the one or two figures that show how large it is, each with its source (type / and choose Citation).',
        ),
        section('Who this guide is for'),
        ask(
          'Name the offices that will use it: who decides, who does the work, who has to be asked. Say what they need to know beforehand.',
        ),
        section('How to use it'),
        ask('One sentence a chapter: what a reader gets there. Readers in a hurry choose by this.'),
      ],
    },
    {
      title: 'Know your starting point',
      blocks: [
        ask(
          'What should a city find out about itself before it does anything? Name records that most cities already have.',
        ),
        section('Questions to ask'),
        bullets(
          'A question that a city can answer within a week, and where the answer is found.',
          'A question to ask residents, and how to ask those who do not come to meetings.',
        ),
      ],
    },
    {
      title: 'What cities have done',
      blocks: [
        ask(
          'Introduce the approaches in two or three sentences: what they share, and where they differ.',
        ),
        example(
          'What did the city do? Who began it, with what money, in what order?',
          'What came of it? Give a figure and its year. Say what did not work as well.',
        ),
        example(
          'A second city, of another size or in another state: what did it do differently?',
          'What came of it, and what would the city do otherwise today?',
        ),
      ],
    },
    {
      title: 'Steps to take',
      blocks: [
        ask(
          'Say how long the whole takes and what it costs, roughly: a range is better than nothing.',
        ),
        section('In the first month'),
        tasks(
          'A step that needs no money and no vote. Begin with a verb.',
          'A step that brings the right people together.',
        ),
        section('In the first year'),
        tasks(
          'A step that needs a decision: say whose.',
          'How to see whether it works: what to count, and how often.',
        ),
        section('What to watch for'),
        ask('What went wrong elsewhere, and how to notice it early? Law, money, trust.'),
      ],
    },
  ],
}
