import { createContext, use, useMemo, useState, type ReactNode } from 'react'
import type { Words } from './ru.ts'
import { type ReleasePath, wordsUnder } from './under-act.ts'

export type Locale = 'ru' | 'en'

const kept = 'otklik.locale'

/** The reader's language: what they chose here before, else Russian when the browser prefers it or says nothing, else English. */
export function preferredLocale(): Locale {
  const chosen = localStorage.getItem(kept)
  if (chosen === 'ru' || chosen === 'en') return chosen
  return navigator.languages.some((tag) => tag.startsWith('ru')) || !navigator.language.startsWith('en') ? 'ru' : 'en'
}

/** Fetches one catalogue; the other one is never downloaded. */
export async function catalogue(locale: Locale): Promise<Words> {
  const words = locale === 'ru' ? (await import('./ru.ts')).ru : (await import('./en.ts')).en
  document.documentElement.lang = locale
  return words
}

type Speech = { readonly words: Words; readonly speak: (locale: Locale) => Promise<void> }
const Spoken = createContext<Speech | null>(null)

export function WordsProvider({ initial, children }: { initial: Words; children: ReactNode }) {
  const [words, setWords] = useState(initial)
  const speech = useMemo(
    () => ({
      words,
      speak: async (locale: Locale) => {
        const next = await catalogue(locale)
        localStorage.setItem(kept, locale)
        setWords(next)
      },
    }),
    [words],
  )
  return <Spoken value={speech}>{children}</Spoken>
}

/** Below it the desk speaks as people do under the act in force. */
export function UnderAct({ releasePath, children }: { releasePath: ReleasePath; children: ReactNode }) {
  const { words, speak } = useSpeech()
  const speech = useMemo(() => ({ words: wordsUnder(words, releasePath), speak }), [words, speak, releasePath])
  return <Spoken value={speech}>{children}</Spoken>
}

/** The catalogue in the reader's language. */
export function useWords(): Words {
  return useSpeech().words
}

/** The catalogue and the way to change it. */
export function useSpeech(): Speech {
  const speech = use(Spoken)
  if (speech === null) throw new Error('useWords needs a WordsProvider above it')
  return speech
}
