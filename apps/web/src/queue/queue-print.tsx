import { useEffect, useState } from 'react'
import { flushSync } from 'react-dom'
import type { QueueRow } from '@otklik/contract'
import { serverNow } from '../live/clock.ts'
import { useSession } from '../session/session.tsx'
import { exact, near } from '../words/moments.ts'
import { useWords } from '../words/words.tsx'
import { Excerpt, newestWords } from '../message/excerpt.tsx'
import { holderNames } from '../words/holder-names.ts'
import styles from './queue-print.module.css'

/** True from the moment before the browser prints until it is done. */
function usePrinting(): boolean {
  const [printing, setPrinting] = useState(false)
  useEffect(() => {
    // At once: the browser takes the picture right after this event.
    const turn = (on: boolean) => () => flushSync(() => setPrinting(on))
    const [before, after] = [turn(true), turn(false)]
    addEventListener('beforeprint', before)
    addEventListener('afterprint', after)
    return () => {
      removeEventListener('beforeprint', before)
      removeEventListener('afterprint', after)
    }
  }, [])
  return printing
}

/** The queue on paper: every row that is loaded, as a table. The list on the screen holds only the rows that are seen. */
export function QueuePrint({ title, rows }: { title: string; rows: readonly QueueRow[] }) {
  const { queue, terms, locale } = useWords()
  const { organisation } = useSession()
  if (!usePrinting() || rows.length === 0) return null
  const now = serverNow()
  return (
    <table className={styles.sheet}>
      <caption>
        {organisation.name}: {title}, {exact(now, locale, organisation.timezone, now)}
      </caption>
      <thead>
        <tr>
          <th scope="col">{queue.printed.number}</th>
          <th scope="col">{queue.printed.message}</th>
          <th scope="col">{queue.filterStatus}</th>
          <th scope="col">{queue.filterUnit}</th>
          <th scope="col">{terms.due}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <td>{row.number}</td>
            <td>
              <span className="strong">{row.authorName}</span> <Excerpt {...newestWords(row)} />
            </td>
            <td>{[queue.status[row.status], ...row.flags.map((flag) => queue.flags[flag])].join(', ')}</td>
            <td>{holderNames(row)}</td>
            <td>
              {row.next !== null &&
                `${near(row.next.due, locale, organisation.timezone, now)}${row.next.due < now ? ` (${terms.lateWord})` : ''}, ${terms.clause(row.next.clause)}`}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
