import { Link } from 'wouter'
import { useWords } from '../messages/index.ts'

/** A page that says what is wrong and where to go. */
export function NothingHere({ heading, words }: { heading: string; words: string }) {
  const say = useWords()
  return (
    <main className="alone">
      <title>{`${heading} – Charrette`}</title>
      <h1>{heading}</h1>
      <p>{words}</p>
      <p>
        <Link className="button" href="/write">
          {say.frame.yourGuides}
        </Link>
      </p>
    </main>
  )
}
