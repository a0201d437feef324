import { type FormEvent, useState } from 'react'
import { useLocation } from 'wouter'
import { api, RequestFailed } from '../api/client.ts'
import { Problem } from '../app/problem.tsx'

/** Begins a translation of what readers see of a guide. */
export function BeginTranslation({ slug }: { slug: string }) {
  const [lang, setLang] = useState('es')
  const [problem, setProblem] = useState('')
  const [, goTo] = useLocation()

  async function begin(event: FormEvent) {
    event.preventDefault()
    setProblem('')
    try {
      const translation = await api.beginTranslation(slug, lang.trim())
      goTo(`/write/guides/${translation.slug}`)
    } catch (error) {
      setProblem(error instanceof RequestFailed ? error.message : 'Nothing was begun.')
    }
  }
  return (
    <section className="decision" aria-labelledby="translate-heading">
      <h2 id="translate-heading">Translate it</h2>
      <p>
        A translation is a guide of its own. It begins with the text that readers see now, and shows
        from then on which chapters have changed in the source.
      </p>
      <form onSubmit={begin}>
        <Problem words={problem} />
        <label htmlFor="translate-into">Into which language? A tag such as es, vi or ar.</label>
        <input
          id="translate-into"
          required
          maxLength={20}
          value={lang}
          onChange={(event) => setLang(event.target.value)}
        />
        <button type="submit" className="button">
          Begin the translation
        </button>
      </form>
    </section>
  )
}
