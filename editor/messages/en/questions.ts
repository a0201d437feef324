export const questions = {
  answered: (by: string | null, when: string) => `Answered${by ? ` by ${by}` : ''}, ${when}`,
  /** Of the mail. */
  subject: 'Your question to the cities of Charrette',
  fetching: 'Fetching the questions …',
  notShown: 'These questions are not shown to you',
  notShownWords:
    'Editors answer what is asked from outside. If you should be one of them, ask an administrator of your consortium.',
  title: 'Questions',
  lede: 'Asked on the public page “How can we help your city?”. Answer by mail.',
  none: 'Nobody has asked anything yet.',
  of: (name: string) => `Question of ${name}`,
  answer: (email: string) => `Answer ${email}`,
  markAnswered: 'Mark as answered',
}
