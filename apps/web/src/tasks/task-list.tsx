import { IconSend } from '@tabler/icons-react'
import type { QueueRow } from '@otklik/contract'
import type { LiveList } from '../rows/live-list.ts'
import { Due } from '../terms/due.tsx'
import { useWords } from '../words/words.tsx'
import { Excerpt, newestWords } from '../message/excerpt.tsx'
import { useWaiting } from './waiting.ts'
import styles from './tasks-page.module.css'

type Props = {
  readonly list: LiveList
  readonly open: string | undefined
  readonly onChoose: (id: string) => void
}

/** Tasks by what is due. */
export function TaskList({ list, open, onChoose }: Props) {
  const { tasks } = useWords()
  const { rows, gone } = list
  return (
    <>
      {rows.length === 0 ? (
        <div className={styles.nothing}>
          <p className="strong">{tasks.empty}</p>
          <p className="quiet">{tasks.emptyHint}</p>
        </div>
      ) : (
        <ol className={styles.rows}>
          {rows.map((row) => (
            <TaskRow key={row.id} row={row} open={row.id === open} gone={gone.includes(row.id)} onChoose={onChoose} />
          ))}
        </ol>
      )}
    </>
  )
}

type RowProps = { readonly row: QueueRow; readonly open: boolean; readonly gone: boolean; readonly onChoose: (id: string) => void }

function TaskRow({ row, open, gone, onChoose }: RowProps) {
  const { queue, tasks } = useWords()
  const { outgoing } = useWaiting(row.id).waiting
  const place = [row.topic?.name, row.location].filter((one) => one != null && one !== '').join(' · ')
  return (
    <li>
      <button
        type="button"
        className={styles.row}
        aria-current={open || undefined}
        data-gone={gone || undefined}
        data-unread={row.unread || undefined}
        onClick={() => onChoose(row.id)}
      >
        <span className={styles.first}>
          <span className={styles.who}>{row.authorName || row.number}</span>
          {row.unread && <span className="visually-hidden">{queue.unread}</span>}
          {row.importance === 'high' && <span className={styles.mark}>{queue.high}</span>}
          {row.status === 'reworking' && <span className={styles.mark}>{queue.status.reworking}</span>}
          {outgoing !== null && (
            <span className={styles.mark}>
              <IconSend size={12} aria-hidden /> {tasks.waiting}
            </span>
          )}
        </span>
        <Excerpt {...newestWords(row)} className={styles.excerpt} />
        <span className={styles.last}>
          {row.next === null || gone ? (
            <span className="quiet small">{gone ? queue.status[row.status] : ''}</span>
          ) : (
            <Due next={row.next} />
          )}
          {place !== '' && <span className={styles.place}>{place}</span>}
        </span>
      </button>
    </li>
  )
}
