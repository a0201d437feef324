import { type FormEvent, useState } from 'react'
import { useLocation } from 'wouter'
import { api, RequestFailed } from '../api/client.ts'
import { Problem } from '../app/problem.tsx'
import { useWords } from '../messages/index.ts'

/** Begins a translation of what readers see of a guide. */
export function BeginTranslation({ slug }: { slug: string }) {
  const say = useWords().translations
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
      setProblem(error instanceof RequestFailed ? error.message : say.nothingBegun)
    }
  }
  return (
    <section className="decision" aria-labelledby="translate-heading">
      <h2 id="translate-heading">{say.translate}</h2>
      <p>{say.lede}</p>
      <form onSubmit={begin}>
        <Problem words={problem} />
        <label htmlFor="translate-into">{say.into}</label>
        <input
          id="translate-into"
          required
          maxLength={20}
          value={lang}
          onChange={(event) => setLang(event.target.value)}
        />
        <button type="submit" className="button">
          {say.begin}
        </button>
      </form>
    </section>
  )
}
