import { useRef, useState } from 'react'
import type { CalendarCommand, CalendarPreview, Problem } from '@otklik/contract'
import { call } from '../live/call.ts'
import { useNotices } from '../live/notices.tsx'
import { queries } from '../live/queries.ts'
import { useWords } from '../words/words.tsx'
import { useAttempt } from '../live/use-saving.ts'

export type Foreseen = { readonly command: CalendarCommand; readonly preview: CalendarPreview }

/** A command to the calendar on its way: first what it would change, then the change itself. */
export type CalendarChanging = {
  readonly busy: boolean
  /** What the server refused, until the next attempt. */
  readonly refused: Problem | null
  readonly foreseen: Foreseen | null
  readonly foresee: (command: CalendarCommand) => Promise<boolean>
  readonly carryOut: () => Promise<boolean>
  readonly back: () => void
}

const changed = [['settings', 'calendar'], ['settings', 'schedule'], ['session'], ['queue'], ['counts'], ['incident']]

export function useCalendarCommand(): CalendarChanging {
  const words = useWords()
  const notices = useNotices()
  const { busy, refused, attempt, forget } = useAttempt()
  const [foreseen, setForeseen] = useState<Foreseen | null>(null)
  /** One key for one command: a lost answer is asked for again, and nothing is done twice. */
  const key = useRef('')

  return {
    busy,
    refused,
    foreseen,
    foresee: (command) =>
      attempt(async () => {
        const preview = await call('previewCalendar', { body: { command } })
        key.current = crypto.randomUUID()
        setForeseen({ command, preview })
      }),
    carryOut: () =>
      attempt(async () => {
        if (foreseen === null) return
        const body = { expectedVersion: foreseen.preview.version, command: foreseen.command }
        const { calendar, moved } = await call('setCalendar', { body, key: key.current })
        queries.setQueryData(['settings', 'calendar'], calendar)
        await Promise.all(changed.map((queryKey) => queries.invalidateQueries({ queryKey })))
        notices.say(words.settings.calendar.done(moved.incidents, moved.terms))
      }),
    back: () => {
      forget()
      setForeseen(null)
    },
  }
}
