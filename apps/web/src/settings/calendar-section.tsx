import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { Button } from '@mantine/core'
import { IconAlertTriangleFilled } from '@tabler/icons-react'
import type { CalendarView, CalendarYear } from '@otklik/contract'
import { call } from '../live/call.ts'
import { useNow } from '../live/clock.ts'
import { useNotices } from '../live/notices.tsx'
import { useSession } from '../session/session.tsx'
import { day, localDay } from '../words/moments.ts'
import { useWords } from '../words/words.tsx'
import { calendarEnd } from './calendar-end.ts'
import { keepAsFile } from './calendar-file.ts'
import { CalendarForget } from './calendar-forget.tsx'
import { CalendarLoad } from './calendar-load.tsx'
import { CalendarYears } from './calendar-years.tsx'
import { PartWaits } from './part-head.tsx'
import { calendarQuery } from './settings-queries.ts'
import styles from './calendar-section.module.css'
import page from './settings-page.module.css'

/** The production calendar: which years are known and by which decree, where it ends, and how the next year comes in. */
export function CalendarSection({ mayChange }: { mayChange: boolean }) {
  const asked = useQuery(calendarQuery)
  const { settings } = useWords()
  return (
    <section className={styles.section} aria-labelledby="calendar-title">
      {asked.data === undefined ? (
        <>
          <h3 id="calendar-title">{settings.calendar.title}</h3>
          <PartWaits asked={asked} />
        </>
      ) : (
        <Calendar view={asked.data} mayChange={mayChange} />
      )}
    </section>
  )
}

function Calendar({ view, mayChange }: { view: CalendarView; mayChange: boolean }) {
  const words = useWords()
  const calendar = words.settings.calendar
  const { organisation } = useSession()
  const notices = useNotices()
  const now = useNow()
  const [open, setOpen] = useState<'load' | CalendarYear | null>(null)
  const { published, known, changed } = view
  const dayOf = (moment: number) => day(moment, words.locale, organisation.timezone, now)
  const end = view.used ? calendarEnd(view, now, organisation.timezone) : 'far'
  const thisYear = Number(localDay(now, organisation.timezone).slice(0, 4))
  const next = end === 'out' ? (known ?? thisYear - 1) + 1 : (published ?? thisYear - 1) + 1
  const download = (year: number) =>
    void call('calendarYear', { params: { year } }).then(
      ({ text }) => keepAsFile(`calendar-${year}.csv`, text),
      (error: unknown) => notices.refused(error, words),
    )
  return (
    <>
      <header className={page.head}>
        <div>
          <h3 id="calendar-title">{calendar.title}</h3>
          <p>{calendar.reach(published, known)}</p>
          {changed !== null && (
            <p className="quiet small">
              {changed.by === null ? calendar.changedByRelease(dayOf(changed.at)) : calendar.changedBy(changed.by.name, dayOf(changed.at))}
            </p>
          )}
        </div>
        {mayChange && (
          <Button variant={end === 'far' ? 'default' : 'filled'} onClick={() => setOpen('load')}>
            {calendar.load}
          </Button>
        )}
      </header>
      {!view.used && <p className={styles.warning}>{calendar.unused}</p>}
      {end !== 'far' && (
        <p className={styles.warning} data-end={end} role="status">
          <IconAlertTriangleFilled size={16} aria-hidden />
          <span>{calendar.ends[end](published, known, next)}</span>
        </p>
      )}
      <CalendarYears
        years={view.years}
        thisYear={thisYear}
        now={now}
        onDownload={download}
        onForget={mayChange ? (year) => setOpen(year) : undefined}
      />
      {open === 'load' && (
        <CalendarLoad template={view.years.at(-1)?.year ?? thisYear} onDownload={download} onClose={() => setOpen(null)} />
      )}
      {open !== null && open !== 'load' && <CalendarForget year={open} onClose={() => setOpen(null)} />}
    </>
  )
}
