import type { QueueRow } from '@otklik/contract'
import { IconPlayerPauseFilled } from '@tabler/icons-react'
import { nextOpening } from '@otklik/worktime/stretches'
import { useNow } from '../live/clock.ts'
import { useSession } from '../session/session.tsx'
import { near } from '../words/moments.ts'
import { useWords } from '../words/words.tsx'
import { countdown } from './countdown.ts'
import styles from './due.module.css'

/** Off hours, once above the rows: until when working time stands still. Where no row's clock rests, what is said `otherwise`. */
export function RestLine({ rows, otherwise }: { rows: readonly QueueRow[]; otherwise: string }) {
  const { terms, locale } = useWords()
  const { stretches, organisation } = useSession()
  const now = useNow()
  const until = nextOpening(stretches, now)
  const rests = rows.some(({ next }) => next !== null && countdown(next, stretches, now).restsUntil !== null)
  if (!rests || until === undefined) return <p className={styles.rest}>{otherwise}</p>
  return (
    <p className={styles.rest}>
      <IconPlayerPauseFilled size={10} aria-hidden className={styles.shape} />
      <span>{terms.workingTimeRests(near(until, locale, organisation.timezone, now))}</span>
    </p>
  )
}
