import { useEffect, useRef } from 'react'
import type { CalendarYear } from '@otklik/contract'
import { Dialog } from '../shell/dialog.tsx'
import { Loading } from '../shell/loading.tsx'
import { useWords } from '../words/words.tsx'
import { CalendarConfirm } from './calendar-confirm.tsx'
import { RefusalNote } from './refusal-note.tsx'
import { useCalendarOrder } from './use-calendar-order.ts'

/** A loaded year given up for the one that the program ships. */
export function CalendarForget({ year: { year }, onClose }: { year: CalendarYear; onClose: () => void }) {
  const { settings } = useWords()
  const words = settings.calendar
  const ordering = useCalendarOrder()
  const asked = useRef(false)
  useEffect(() => {
    if (asked.current) return
    asked.current = true
    void ordering.foresee({ type: 'forget', year })
  }, [ordering, year])
  return (
    <Dialog title={words.forgetTitle(year)} onClose={onClose}>
      {ordering.foreseen !== null && (
        <CalendarConfirm foreseen={ordering.foreseen} ordering={ordering} submit={words.forgetSubmit} onBack={onClose} onDone={onClose} />
      )}
      {ordering.foreseen === null && (ordering.refused === null ? <Loading /> : <RefusalNote refused={ordering.refused} />)}
    </Dialog>
  )
}
