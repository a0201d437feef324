import '../styles/notifications.css'
import type { AskedQuestion, Me } from '@charrette/collab-server/contract'
import { useState } from 'react'
import { api, RequestFailed } from '../api/client.ts'
import { PageFrame } from '../app/page-frame.tsx'
import { Problem } from '../app/problem.tsx'
import { useLoaded } from '../app/use-loaded.ts'
import { useWords, words } from '../messages/index.ts'
import { moment } from '../review/moments.ts'
import { NothingHere } from './nothing-here.tsx'

/** What people from outside ask; answered by mail, and marked here so that nobody answers twice. */
export default function QuestionsPage({ me }: { me: Me }) {
  const say = useWords().questions
  const loaded = useLoaded('questions', api.questions)
  const [changed, setChanged] = useState<AskedQuestion[] | null>(null)
  const [problem, setProblem] = useState('')
  if (loaded.state === 'loading') return <p className="waiting">{say.fetching}</p>
  if (loaded.state === 'failed')
    return <NothingHere heading={say.notShown} words={say.notShownWords} />
  const questions = changed ?? loaded.value

  async function markAnswered(id: string) {
    setProblem('')
    try {
      setChanged(await api.markAnswered(id))
    } catch (error) {
      setProblem(error instanceof RequestFailed ? error.message : words().nothingChanged)
    }
  }

  return (
    <PageFrame me={me} title={say.title}>
      <div className="notifications">
        <h1>{say.title}</h1>
        <p>{say.lede}</p>
        <Problem words={problem} />
        {questions.length === 0 ? <p>{say.none}</p> : null}
        <ul className="question-list">
          {questions.map(({ id, name, email, city, text, askedAt, answered }) => (
            <li key={id}>
              <article className="question" aria-label={say.of(name)}>
                <header>
                  <h2>
                    {name}, {city}
                  </h2>
                  <time dateTime={askedAt}>{moment(askedAt)}</time>
                </header>
                <p className="question-text">{text}</p>
                <footer>
                  <a
                    href={`mailto:${encodeURIComponent(email)}?subject=${encodeURIComponent('Your question to the cities of Charrette')}`}
                  >
                    {say.answer(email)}
                  </a>
                  {answered ? (
                    <p className="question-answered">
                      {say.answered(answered.by, moment(answered.at))}
                    </p>
                  ) : (
                    <button
                      type="button"
                      className="button button-quiet button-small"
                      onClick={() => markAnswered(id)}
                    >
                      {say.markAnswered}
                    </button>
                  )}
                </footer>
              </article>
            </li>
          ))}
        </ul>
      </div>
    </PageFrame>
  )
}
