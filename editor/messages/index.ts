import { useSyncExternalStore } from 'react'
import { en, type Messages } from './en.ts'

export type { Messages } from './en.ts'

/** The languages of the editor; the first is the one of whoever asks for none of them. */
export const editorLanguages = ['en', 'es'] as const
export type EditorLanguage = (typeof editorLanguages)[number]

const KEPT = 'charrette:language'

// Dates and numbers as they are written in the United States, in either language.
const locales = { en: 'en-US', es: 'es-US' } as const

let spoken: { language: EditorLanguage; words: Messages } = { language: 'en', words: en }
let asked: EditorLanguage = 'en'
const listeners = new Set<() => void>()

const known = (tag: string | null | undefined): EditorLanguage | undefined =>
  editorLanguages.find((language) => language === tag?.split('-')[0]?.toLowerCase())

/** The language that was chosen, else the first of the browser's that is known here, else English. */
export function wantedLanguage(
  chosen: string | null,
  preferred: readonly string[],
): EditorLanguage {
  return known(chosen) ?? preferred.map(known).find((language) => language !== undefined) ?? 'en'
}

/** Speaks a language from now on. English is always here; another is fetched when it is wanted. */
export async function speak(language: EditorLanguage): Promise<void> {
  asked = language
  const words = language === 'es' ? (await import('./es.ts')).es : en
  // Somebody may have chosen again while this was on its way.
  if (asked !== language) return
  spoken = { language, words }
  if (typeof document !== 'undefined') {
    document.documentElement.lang = language
    document.documentElement.dir = words.direction
  }
  for (const listener of listeners) listener()
}

/** Speaks a language, on this device for good. */
export async function chooseLanguage(language: EditorLanguage): Promise<void> {
  try {
    localStorage.setItem(KEPT, language)
  } catch {
    // A browser that keeps nothing still shows the language until the page is left.
  }
  await speak(language)
}

/** Speaks what this device's owner reads; English where the other language cannot be fetched. */
export async function speakAsWanted(): Promise<void> {
  let chosen: string | null = null
  try {
    chosen = localStorage.getItem(KEPT)
  } catch {
    // As above.
  }
  await speak(wantedLanguage(chosen, navigator.languages)).catch(() => speak('en'))
}

/**
 * The words of the editor as they are now: for code outside of React, within the text, where nothing
 * may listen, and in what a component does when it is asked to.
 */
export const words = (): Messages => spoken.words

/** The sentences with gaps of a language, the longest first, made when the first is asked for. */
const gapped = new WeakMap<Messages['heard'], [pattern: RegExp, said: string][]>()

function patternsOf(heard: Messages['heard']): [pattern: RegExp, said: string][] {
  const known = gapped.get(heard)
  if (known) return known
  const made = Object.entries(heard)
    .filter(([english]) => english.includes('{}'))
    .sort(([a], [b]) => b.length - a.length)
    .map(([english, said]): [RegExp, string] => {
      const parts = english.split('{}').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      return [new RegExp(`^${parts.join('(.+?)')}$`, 's'), said]
    })
  gapped.set(heard, made)
  return made
}

/**
 * What the server or the checks said in English, in the language that is spoken; as it is where
 * that language has no words for it.
 */
export function inOurWords(english: string): string {
  const { heard } = spoken.words
  const whole = Object.hasOwn(heard, english) ? heard[english] : undefined
  if (whole !== undefined) return whole
  for (const [pattern, said] of patternsOf(heard)) {
    const found = pattern.exec(english)
    if (found)
      return said.replace(/\{(\d)\}/g, (_, place) => inOurWords(found[Number(place)] ?? ''))
  }
  return english
}

/** The locale of dates and numbers. */
export const locale = (): string => locales[spoken.language]

const onChange = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The words of the editor, drawn anew when somebody chooses another language. */
export const useWords = (): Messages => useSyncExternalStore(onChange, words)
