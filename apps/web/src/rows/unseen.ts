import { useEffect, useState } from 'react'
import type { QueueRow } from '@otklik/contract'
import type { LiveList } from './live-list.ts'

/** What would be news of a row: that it is there, and that its author has answered since. */
const newsOf = ({ id, flags }: QueueRow): string => (flags.includes('authorAnswered') ? `${id} answered` : id)

/** The news of the rows on the screen, seen by whoever looks at it now. */
export const newsOn = ({ rows }: LiveList): ReadonlySet<string> => new Set(rows.map(newsOf))

/**
 * How many rows of the list are new and unseen: those that wait behind «3 новых», and those that came, or whose author answered, while nobody
 * looked at the tab. `seen`: the news that was on the screen when somebody last looked; null: nobody has yet, and nothing is news.
 */
export function unseen(list: LiveList, seen: ReadonlySet<string> | null): number {
  const { rows, waiting, gone } = list
  const fresh = seen === null ? [] : rows.filter((row) => !gone.includes(row.id) && !seen.has(newsOf(row)))
  return waiting.length + fresh.length
}

/** A tab's title with the count of what is new before it, where something is: a narrow tab shows its beginning alone. */
export const titleWith = (count: number, title: string): string => (count === 0 ? title : `(${count > 99 ? '99+' : count}) ${title}`)

/** Keeps the tab's title: what it shows and how much of `list` is new and unseen. */
export function useTitle(title: string, list: LiveList | undefined): void {
  const [looked, setLooked] = useState(() => document.visibilityState === 'visible')
  const [seen, setSeen] = useState<ReadonlySet<string> | null>(null)
  useEffect(() => {
    const look = () => setLooked(document.visibilityState === 'visible')
    document.addEventListener('visibilitychange', look)
    return () => document.removeEventListener('visibilitychange', look)
  }, [])
  useEffect(() => {
    // What a tab that was opened in the background begins with is no news either.
    if (list !== undefined) setSeen((before) => (looked || before === null ? newsOn(list) : before))
  }, [list, looked])
  const count = list === undefined ? 0 : unseen(list, looked ? null : seen)
  useEffect(() => {
    document.title = titleWith(count, title)
  }, [count, title])
}
