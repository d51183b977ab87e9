import { Button } from '@mantine/core'
import { IconClockPause, IconSend } from '@tabler/icons-react'
import { useSession } from '../session/session.tsx'
import { useWords } from '../words/words.tsx'
import { takeBack } from './deliver.ts'
import type { Attempt } from './waiting.ts'
import type { Outgoing } from './waiting-store.ts'
import styles from './reply-desk.module.css'

type Props = {
  readonly incidentId: string
  readonly outgoing: Outgoing
  readonly attempt: Attempt
  readonly onTry: () => void
}

/** A reply that was sent and is not yet confirmed: what holds it up, and that nothing is lost. */
export function ReplyOnItsWay({ incidentId, outgoing, attempt, onTry }: Props) {
  const { tasks, card } = useWords()
  const { person } = useSession()
  const under = attempt === 'sending' || attempt === 'idle'
  return (
    <section className={styles.onItsWay} role="status" data-attempt={under ? 'sending' : 'waiting'}>
      <h3>
        {under ? <IconSend size={18} aria-hidden /> : <IconClockPause size={18} aria-hidden />} {under ? tasks.sending : tasks.waiting}
      </h3>
      {!under && <p>{attempt === 'signedOut' ? tasks.waitingSession : tasks.waitingText}</p>}
      <p className={styles.waitingText} lang="ru">
        <span className="strong">{card.kinds[outgoing.kind]}.</span> {outgoing.text}
      </p>
      {!under && (
        <div className={styles.pair}>
          <Button variant="default" onClick={onTry}>
            {tasks.tryNow}
          </Button>
          <Button variant="subtle" onClick={() => void takeBack(person.id, incidentId)}>
            {tasks.takeBack}
          </Button>
        </div>
      )}
    </section>
  )
}
