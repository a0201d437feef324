import { agenda, ask, type Beginning, bullets, section, tasks } from './beginning.ts'

/** A meeting of cities: why, when, and what is brought home. */
export const conveningAgenda: Beginning = {
  id: 'convening-agenda',
  name: 'Convening agenda',
  description:
    'A meeting of cities: why they come, the hours of the day, what each brings and takes home.',
  kind: 'convening',
  chapters: [
    {
      title: 'Why we meet',
      blocks: [
        ask(
          'What should be different the week after? One or two sentences. (Place and date stand under “About this text”.)',
        ),
        section('Who comes'),
        ask(
          'Which cities, which offices, how many people? Who else is in the room: residents, universities, funders?',
        ),
        section('Before you come'),
        tasks(
          'What everybody reads or brings. Say how long it takes.',
          'Whom to tell about food, access, languages and interpreters, and until when.',
        ),
      ],
    },
    {
      title: 'The day',
      blocks: [
        agenda(
          ['9:00', 'Who opens, and what everybody says in the first quarter of an hour.'],
          ['9:30', 'A city shows what it did: ten minutes of telling, twenty of questions.'],
          ['10:30', 'Small groups: the question that each works on, and what it brings back.'],
          ['12:00', 'Lunch, with time to walk.'],
          ['13:30', 'A place to see: where, how people get there, who explains it.'],
          ['15:30', 'Each city says the one thing that it will do within a month.'],
        ),
        section('Sessions'),
        ask('For each session: who leads it, what it asks, and what is written down at its end.'),
      ],
    },
    {
      title: 'Getting there',
      blocks: [
        ask(
          'Address, entrance, step-free way, nearest transit stop. A telephone number that is answered on the day.',
        ),
        bullets(
          'Where to stay, by price and distance.',
          'What the network pays for, and what it does not.',
        ),
      ],
    },
    {
      title: 'Afterwards',
      blocks: [
        section('What each city will do'),
        ask('Fill in on the day: city, step, office, date.'),
        section('What we learned'),
        ask('Within two weeks: what surprised us, and which guide it should go into.'),
      ],
    },
  ],
}
