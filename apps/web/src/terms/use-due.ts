import type { NextDue } from '@otklik/contract'
import { useNow } from '../live/clock.ts'
import { useSession } from '../session/session.tsx'
import { useWords } from '../words/words.tsx'
import { countdownWords, type CountdownWords } from './amount.ts'
import { countdown, type Urgency } from './countdown.ts'

export type DueWords = CountdownWords & { readonly urgency: Urgency; readonly clause: string }

/** How a running term stands this second, in words of the organisation's zone. */
export function useDue(next: NextDue): DueWords {
  const words = useWords()
  const { stretches, organisation } = useSession()
  const now = useNow()
  const state = countdown(next, stretches, now)
  const said = countdownWords(state, stretches, words, organisation.timezone, now)
  return { ...said, urgency: state.urgency, clause: words.terms.clause(next.clause) }
}
