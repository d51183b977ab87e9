import { useId, useRef, useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { Button } from '@mantine/core'
import type { ScheduleView } from '@otklik/contract'
import { call } from '../live/call.ts'
import { useWords } from '../words/words.tsx'
import { CalendarSection } from './calendar-section.tsx'
import { PartHead, PartWaits } from './part-head.tsx'
import { RefusalNote } from '../controls/refusal-note.tsx'
import { SchedulePreview } from './schedule-preview.tsx'
import { scheduleQuery } from './settings-queries.ts'
import { useSaving } from '../live/use-saving.ts'
import styles from './schedule-part.module.css'

/** The schedule as text beside what it means for the next two weeks; under it the calendar that it counts by. */
export function SchedulePart({ mayChange }: { mayChange: boolean }) {
  const { settings } = useWords()
  const asked = useQuery(scheduleQuery)
  const words = settings.schedule
  if (asked.data === undefined) return <PartWaits asked={asked} />
  const { timezone, provisionalYears } = asked.data
  return (
    <>
      <PartHead title={settings.parts.schedule} lead={`${words.lead} ${words.timezone(timezone)}.`} />
      {provisionalYears.length > 0 && <p className={styles.provisional}>{words.provisional(provisionalYears.join(', '))}</p>}
      <div className={styles.sides}>
        <ScheduleText view={asked.data} mayChange={mayChange} />
        <SchedulePreview zone={timezone} />
      </div>
      <CalendarSection mayChange={mayChange} />
    </>
  )
}

/** The line that a refusal names: «Строка 7: …». */
function backlogOf(text: string): number | null {
  const found = /^(?:Строка|Line) (\d+)/.exec(text)
  return found === null ? null : Number(found[1])
}

function ScheduleText({ view, mayChange }: { view: ScheduleView; mayChange: boolean }) {
  const { settings } = useWords()
  const words = settings.schedule
  const id = useId()
  const field = useRef<HTMLTextAreaElement>(null)
  const saving = useSaving()
  const [source, setSource] = useState(view.source)
  const line = saving.refused === null ? null : backlogOf(saving.refused.text.ru)
  const goTo = (wanted: number) => {
    const lines = source.split('\n')
    const from = lines.slice(0, wanted - 1).reduce((sum, one) => sum + one.length + 1, 0)
    field.current?.focus()
    field.current?.setSelectionRange(from, from + (lines[wanted - 1]?.length ?? 0))
  }
  const submit = () =>
    saving.save(
      () => call('setSchedule', { body: { source } }),
      [['settings', 'schedule'], ['settings', 'calendar'], ['session'], ['queue'], ['incident']],
    )
  const height = Math.max(14, source.split('\n').length + 1)
  return (
    <form
      className={styles.editor}
      onSubmit={(event) => {
        event.preventDefault()
        void submit().then((done) => {
          // The place of the fault is where the hands are needed next.
          if (!done && line !== null) goTo(line)
        })
      }}
    >
      <label htmlFor={id} className="strong">
        {words.text}
      </label>
      <p id={`${id}-hint`} className="quiet small">
        {words.textHint}
      </p>
      <textarea
        ref={field}
        id={id}
        className={styles.source}
        rows={height}
        value={source}
        spellCheck={false}
        autoCapitalize="none"
        readOnly={!mayChange}
        aria-describedby={`${id}-hint`}
        aria-invalid={saving.refused !== null}
        onChange={(event) => setSource(event.target.value)}
      />
      <RefusalNote refused={saving.refused} title={words.wrong} />
      {line !== null && (
        <Button variant="default" onClick={() => goTo(line)}>
          {words.line(line)}
        </Button>
      )}
      {mayChange && (
        <>
          <p className={styles.consequence}>{words.consequence}</p>
          <div>
            <Button type="submit" loading={saving.busy} disabled={source === view.source}>
              {words.submit}
            </Button>
          </div>
        </>
      )}
    </form>
  )
}
