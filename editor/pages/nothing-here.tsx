import { Link } from 'wouter'

/** A page that says what is wrong and where to go. */
export function NothingHere({ heading, words }: { heading: string; words: string }) {
  return (
    <main className="alone">
      <title>{`${heading} – Charrette`}</title>
      <h1>{heading}</h1>
      <p>{words}</p>
      <p>
        <Link className="button" href="/write">
          Your guides
        </Link>
      </p>
    </main>
  )
}
