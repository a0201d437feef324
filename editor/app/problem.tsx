/** What could not be done, said at once to whoever cannot see it; nothing where there is no problem. */
export function Problem({ words }: { words: string }) {
  return words ? (
    <p className="problem" role="alert">
      {words}
    </p>
  ) : null
}
