import { memo } from 'react'
import type { QueueRow } from '@otklik/contract'
import { usePending } from '../rows/pending.ts'
import { NetworkMark } from '../session/network.tsx'
import { DueAmount, DueClause } from '../terms/due.tsx'
import { useWords } from '../words/words.tsx'
import { Excerpt, newestWords } from '../message/excerpt.tsx'
import { Marked } from '../message/marked.tsx'
import { holderNames } from '../words/holder-names.ts'
import styles from './queue-row.module.css'

type Props = {
  readonly row: QueueRow
  readonly id: string
  readonly position: number
  readonly size: number
  readonly current: boolean
  readonly open: boolean
  readonly gone: boolean
  readonly showStatus: boolean
  readonly onChoose: (id: string) => void
}

/** Two lines: who, quiet marks and what is left; then the first words and the clause. */
export const QueueRowLine = memo(function QueueRowLine({ row, id, position, size, current, open, gone, showStatus, onChoose }: Props) {
  const { queue } = useWords()
  const pending = usePending(row.id)
  const status = showStatus || gone ? queue.status[row.status] : null
  const tags = [status, holderNames(row), row.topic?.name, row.location].filter((tag) => tag != null && tag !== '')
  return (
    <div
      id={id}
      role="option"
      aria-selected={current}
      aria-posinset={position + 1}
      aria-setsize={size}
      className={styles.row}
      data-current={current || undefined}
      data-open={open || undefined}
      data-gone={gone || undefined}
      data-unread={row.unread || undefined}
      onClick={() => onChoose(row.id)}
    >
      <span className={styles.mark}>
        {row.unread && (
          <span className={styles.dot}>
            <span className="visually-hidden">{queue.unread}</span>
          </span>
        )}
      </span>
      <span className={styles.body}>
        <span className={styles.first}>
          <NetworkMark id={row.network} size={14} className={styles.network} />
          <span className={styles.who}>
            <Marked text={row.authorName || row.number} />
          </span>
          {row.importance === 'high' && <span className={styles.high}>{queue.high}</span>}
          {row.flags.map((flag) => (
            <span key={flag} className={styles.flag}>
              {queue.flags[flag]}
            </span>
          ))}
          <span className={styles.tags}>{tags.join(' · ')}</span>
          {row.next !== null && <DueAmount next={row.next} />}
          {row.next === null && gone && <span className={styles.tag}>{queue.left}</span>}
        </span>
        <span className={styles.second}>
          <Excerpt {...newestWords(row)} className={styles.excerpt} />
          {row.next !== null && <DueClause next={row.next} />}
          {pending && <span className="visually-hidden">{queue.pending}</span>}
        </span>
      </span>
    </div>
  )
})
