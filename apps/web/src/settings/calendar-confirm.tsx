import { Button } from '@mantine/core'
import { useNow } from '../live/clock.ts'
import { useSession } from '../session/session.tsx'
import { near } from '../words/moments.ts'
import { useWords } from '../words/words.tsx'
import { CalendarChanges } from './calendar-changes.tsx'
import { RefusalNote } from '../controls/refusal-note.tsx'
import type { CalendarChanging, Foreseen } from './use-calendar-command.ts'
import page from './settings-page.module.css'

type Props = {
  readonly foreseen: Foreseen
  readonly changing: CalendarChanging
  readonly submit: string
  readonly onBack: () => void
  readonly onDone: () => void
}

/** Before every change of the calendar: what it changes is read first. */
export function CalendarConfirm({ foreseen, changing, submit, onBack, onDone }: Props) {
  const { settings, shell, locale } = useWords()
  const words = settings.calendar
  const { organisation } = useSession()
  const now = useNow()
  const { refused, busy } = changing
  const moved = refused?.code === 'calendar-moved' ? refused.current : undefined
  return (
    <form
      className={page.form}
      onSubmit={(event) => {
        event.preventDefault()
        void changing.carryOut().then((done) => done && onDone())
      }}
    >
      <CalendarChanges preview={foreseen.preview} />
      <RefusalNote
        refused={refused}
        {...(moved !== undefined && { title: words.movedBy(moved.by.name, near(moved.at, locale, organisation.timezone, now)) })}
      />
      <div className={page.buttons}>
        {moved === undefined ? (
          <Button type="submit" loading={busy} data-autofocus>
            {submit}
          </Button>
        ) : (
          <Button loading={busy} onClick={() => void changing.foresee(foreseen.command)}>
            {words.again}
          </Button>
        )}
        <Button variant="subtle" color="gray" onClick={onBack}>
          {foreseen.command.type === 'load' ? words.back : shell.cancel}
        </Button>
      </div>
    </form>
  )
}
