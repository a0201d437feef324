import { chooseLanguage, editorLanguages, useWords } from './index.ts'

/** The way to the other language, in that language. */
export function LanguageSwitch() {
  const { other } = useWords()
  const language = editorLanguages.find((one) => one === other.code)
  return language ? (
    <button
      type="button"
      className="link-button"
      lang={language}
      // A language that cannot be fetched leaves the one that is there.
      onClick={() => chooseLanguage(language).catch(() => undefined)}
    >
      {other.name}
    </button>
  ) : null
}
