import { Button } from '@mantine/core'
import { useNow } from '../live/clock.ts'
import { useSession } from '../session/session.tsx'
import { near } from '../words/moments.ts'
import { useWords } from '../words/words.tsx'
import { CalendarChanges } from './calendar-changes.tsx'
import { RefusalNote } from './refusal-note.tsx'
import type { CalendarOrdering, Foreseen } from './use-calendar-order.ts'
import page from './settings-page.module.css'

type Props = {
  readonly foreseen: Foreseen
  readonly ordering: CalendarOrdering
  readonly submit: string
  readonly onBack: () => void
  readonly onDone: () => void
}

/** The second step of every order: what changes is read before it is done. */
export function CalendarConfirm({ foreseen, ordering, submit, onBack, onDone }: Props) {
  const { settings, shell, locale } = useWords()
  const words = settings.calendar
  const { organisation } = useSession()
  const now = useNow()
  const { refused, busy } = ordering
  const moved = refused?.code === 'calendar-moved' ? refused.current : undefined
  return (
    <form
      className={page.form}
      onSubmit={(event) => {
        event.preventDefault()
        void ordering.carryOut().then((done) => done && onDone())
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
          <Button loading={busy} onClick={() => void ordering.foresee(foreseen.order)}>
            {words.again}
          </Button>
        )}
        <Button variant="subtle" color="gray" onClick={onBack}>
          {foreseen.order.type === 'load' ? words.back : shell.cancel}
        </Button>
      </div>
    </form>
  )
}
