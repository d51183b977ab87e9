import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { QueueCounts, QueueRow, QueueView } from '@otklik/contract'
import { queueViews } from '@otklik/contract/vocabulary'
import { useNow } from '../live/clock.ts'
import { useSession } from '../session/session.tsx'
import { useDue } from '../terms/use-due.ts'
import { upon } from '../words/moments.ts'
import { useWords } from '../words/words.tsx'
import { isNarrowed, withoutFilters, type QueueAddress } from '../rows/address.ts'
import { countsQuery, mostUrgentQuery } from '../rows/queue-queries.ts'
import styles from './empty-view.module.css'

/** A view with nothing in it: why, and where there is work meanwhile, with the way there. */
export function EmptyView({ address }: { address: QueueAddress }) {
  const { queue } = useWords()
  const narrowed = isNarrowed(address)
  const [title, step] = queue.empty[narrowed ? 'filtered' : address.view] ?? ['', '']
  const counts = useQuery(countsQuery).data
  const elsewhere = queueViews.filter((view) => view !== address.view && view !== 'all' && (counts?.[view] ?? 0) > 0)
  const works = !narrowed && address.view !== 'all' && counts !== undefined && counts.all > 0
  return (
    <div className={styles.empty} role="presentation">
      <p className="strong">{title}</p>
      <p className="quiet">{step}</p>
      {narrowed && <WaysOut address={address} />}
      {works && (
        <>
          <InWork count={counts.all} />
          <Views views={[...elsewhere, 'all']} counts={counts} />
        </>
      )}
    </div>
  )
}

function WaysOut({ address }: { address: QueueAddress }) {
  const { queue } = useWords()
  return (
    <p className={styles.ways}>
      {address.q !== undefined && address.view !== 'all' && (
        <Link to="/queue" search={{ view: 'all', q: address.q }}>
          {queue.searchAll}
        </Link>
      )}
      <Link to="/queue" search={withoutFilters(address)}>
        {queue.clearFilters}
      </Link>
    </p>
  )
}

/** «В работе 12, ближайший срок сегодня в 15:40»; the moment leads to the incident whose it is. */
function InWork({ count }: { count: number }) {
  const { queue } = useWords()
  const row = useQuery(mostUrgentQuery).data?.rows[0]
  if (row === undefined || row.next === null) return <p className={styles.work}>{queue.inWork(count)}</p>
  return <MostUrgent count={count} row={{ ...row, next: row.next }} />
}

function MostUrgent({ count, row }: { count: number; row: QueueRow & { next: NonNullable<QueueRow['next']> } }) {
  const { queue, locale } = useWords()
  const { organisation } = useSession()
  const now = useNow()
  const { urgency, sentence } = useDue(row.next)
  const when = urgency === 'late' ? sentence : upon(row.next.due, locale, organisation.timezone, now)
  return (
    <p className={styles.work}>
      {queue.inWork(count)}, {urgency === 'late' ? queue.mostUrgent : queue.nearestTerm}{' '}
      <Link to="/queue" search={{ view: 'all', open: row.id }} data-urgency={urgency}>
        {when}
      </Link>
    </p>
  )
}

function Views({ views, counts }: { views: readonly QueueView[]; counts: QueueCounts }) {
  const { queue } = useWords()
  return (
    <ul className={styles.views} aria-label={queue.viewsLabel}>
      {views.map((view) => (
        <li key={view}>
          <Link to="/queue" search={{ view }}>
            {queue.views[view]} <span className={styles.count}>{counts[view]}</span>
          </Link>
        </li>
      ))}
    </ul>
  )
}
