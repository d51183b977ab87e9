import type { NextDue } from '@otklik/contract'
import { IconAlertTriangleFilled, IconClockHour4, IconPlayerPauseFilled } from '@tabler/icons-react'
import { useWords } from '../words/words.tsx'
import type { Urgency } from './countdown.ts'
import { useDue } from './use-due.ts'
import styles from './due.module.css'

function Shape({ urgency }: { urgency: Urgency }) {
  if (urgency === 'plenty') return null
  const Icon = urgency === 'late' ? IconAlertTriangleFilled : IconClockHour4
  return <Icon size={14} aria-hidden className={styles.shape} />
}

/** What a running term has left, whole: `осталось 1 ч 20 мин`, whether its clock rests, its clause. */
export function Due({ next }: { next: NextDue }) {
  const { urgency, sentence, rest, clause } = useDue(next)
  return (
    <span className={styles.due} data-urgency={urgency}>
      <span className={styles.amount}>
        <Shape urgency={urgency} />
        {sentence}
      </span>
      <span className={styles.clause}>
        {rest !== null && (
          <>
            <IconPlayerPauseFilled size={10} aria-hidden /> {rest} ·{' '}
          </>
        )}
        {clause}
      </span>
    </span>
  )
}

/** A row's first line: `1 ч 20 мин`, with a mark while the clock rests; the list says once until when. */
export function DueAmount({ next }: { next: NextDue }) {
  const { urgency, amount, sentence, rest } = useDue(next)
  return (
    <span className={styles.short} data-urgency={urgency}>
      <span className={styles.amount} aria-hidden="true">
        <Shape urgency={urgency} />
        {rest !== null && <IconPlayerPauseFilled size={10} className={styles.shape} />}
        {amount}
      </span>
      <span className="visually-hidden">{rest === null ? sentence : `${sentence}, ${rest}`}</span>
    </span>
  )
}

/** A row's second line: `п. 11`, for an overrun term with the word that goes with its colour. */
export function DueClause({ next }: { next: NextDue }) {
  const { terms } = useWords()
  const { urgency, clause } = useDue(next)
  return (
    <span className={styles.short} data-urgency={urgency}>
      <span className={styles.clause}>
        {urgency === 'late' && <span aria-hidden="true">{terms.lateWord} · </span>}
        {clause}
      </span>
    </span>
  )
}
