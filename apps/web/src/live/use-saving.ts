import { useState } from 'react'
import type { Problem } from '@otklik/contract'
import { Refused } from './call.ts'
import { queries } from './queries.ts'
import { useNotices } from './notices.tsx'
import { useWords } from '../words/words.tsx'

export type Saving = {
  readonly busy: boolean
  /** What the server refused, until the next attempt. */
  readonly refused: Problem | null
  /** Does the work, brings the named answers up to date, says it; answers whether it was done. */
  readonly save: (work: () => Promise<unknown>, renews: readonly (readonly string[])[], said?: string) => Promise<boolean>
  /** The refusal that belongs to one field of the body. */
  readonly errorAt: (field: string) => string | undefined
}

/** One change of the settings at a time: a refusal stays on the form until the next attempt, any other failure becomes a notice. */
export function useAttempt() {
  const words = useWords()
  const notices = useNotices()
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<Problem | null>(null)
  const attempt = async (work: () => Promise<void>): Promise<boolean> => {
    setBusy(true)
    setRefused(null)
    try {
      await work()
      return true
    } catch (error) {
      if (error instanceof Refused) setRefused(error.problem)
      else notices.refused(error, words)
      return false
    } finally {
      setBusy(false)
    }
  }
  return { busy, refused, attempt, forget: () => setRefused(null) }
}

/** Saving a part of the settings: a refusal stays on the form, at its field where the server names one. */
export function useSaving(): Saving {
  const words = useWords()
  const notices = useNotices()
  const { busy, refused, attempt } = useAttempt()
  return {
    busy,
    refused,
    save: (work, renews, said = words.settings.saved) =>
      attempt(async () => {
        await work()
        await Promise.all(renews.map((queryKey) => queries.invalidateQueries({ queryKey })))
        notices.say(said)
      }),
    errorAt: (field) => refused?.errors?.find(({ path }) => path === `body.${field}` || path === field)?.text[words.locale],
  }
}
