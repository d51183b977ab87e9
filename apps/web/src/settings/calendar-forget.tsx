import { useEffect, useRef } from 'react'
import type { CalendarYear } from '@otklik/contract'
import { Dialog } from '../controls/dialog.tsx'
import { Loading } from '../controls/loading.tsx'
import { useWords } from '../words/words.tsx'
import { CalendarConfirm } from './calendar-confirm.tsx'
import { RefusalNote } from '../controls/refusal-note.tsx'
import { useCalendarCommand } from './use-calendar-command.ts'

/** A loaded year given up for the one that the program ships. */
export function CalendarForget({ year: { year }, onClose }: { year: CalendarYear; onClose: () => void }) {
  const { settings } = useWords()
  const words = settings.calendar
  const changing = useCalendarCommand()
  const asked = useRef(false)
  useEffect(() => {
    if (asked.current) return
    asked.current = true
    void changing.foresee({ type: 'forget', year })
  }, [changing, year])
  return (
    <Dialog title={words.forgetTitle(year)} onClose={onClose}>
      {changing.foreseen !== null && (
        <CalendarConfirm foreseen={changing.foreseen} changing={changing} submit={words.forgetSubmit} onBack={onClose} onDone={onClose} />
      )}
      {changing.foreseen === null && (changing.refused === null ? <Loading /> : <RefusalNote refused={changing.refused} />)}
    </Dialog>
  )
}
