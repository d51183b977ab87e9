import { useRef, useState } from 'react'
import type { CalendarOrder, CalendarPreview, CalendarView, Problem } from '@otklik/contract'
import { call } from '../live/call.ts'
import { useNotices } from '../live/notices.tsx'
import { queries } from '../live/queries.ts'
import { useWords } from '../words/words.tsx'
import { useAttempt } from './use-saving.ts'

export type Foreseen = { readonly order: CalendarOrder; readonly preview: CalendarPreview }

type Changed = { readonly calendar: CalendarView; readonly moved: { readonly incidents: number; readonly terms: number } }

/** An order to the calendar on its way: first what it would change, then the change itself. */
export type CalendarOrdering = {
  readonly busy: boolean
  /** What the server refused, until the next attempt. */
  readonly refused: Problem | null
  readonly foreseen: Foreseen | null
  readonly foresee: (order: CalendarOrder) => Promise<boolean>
  readonly carryOut: () => Promise<boolean>
  readonly back: () => void
}

const changed = [['settings', 'calendar'], ['settings', 'schedule'], ['session'], ['queue'], ['counts'], ['incident']]

export function useCalendarOrder(): CalendarOrdering {
  const words = useWords()
  const notices = useNotices()
  const { busy, refused, attempt, forget } = useAttempt()
  const [foreseen, setForeseen] = useState<Foreseen | null>(null)
  /** One order, one key: a lost answer is asked for again, and nothing is done twice. */
  const key = useRef('')

  return {
    busy,
    refused,
    foreseen,
    foresee: (order) =>
      attempt(async () => {
        const preview = await call<CalendarPreview>('/api/calendar/preview', { method: 'POST', body: { order } })
        key.current = crypto.randomUUID()
        setForeseen({ order, preview })
      }),
    carryOut: () =>
      attempt(async () => {
        if (foreseen === null) return
        const body = { expectedVersion: foreseen.preview.version, order: foreseen.order }
        const { calendar, moved } = await call<Changed>('/api/calendar', { method: 'PUT', body, key: key.current })
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
