import { useEffect, useRef } from 'react'
import { Link } from '@tanstack/react-router'
import { useQuery } from '@tanstack/react-query'
import { IconX } from '@tabler/icons-react'
import { queueViews } from '@otklik/contract/vocabulary'
import { useWords } from '../words/words.tsx'
import { isNarrowed, queryOf, type QueueAddress } from '../rows/address.ts'
import { countsQuery } from '../rows/queue-queries.ts'
import { forgetView, useSavedViews } from './saved-views.ts'
import styles from './views-pane.module.css'

/** Left: the views with live counts, then the person's own ones. */
export function ViewsPane({ address }: { address: QueueAddress }) {
  const { queue } = useWords()
  const counts = useQuery(countsQuery).data
  const saved = useSavedViews()
  const here = JSON.stringify(queryOf(address))
  const pane = useRef<HTMLElement>(null)
  useEffect(() => {
    // On a narrow screen the views are a row pushed sideways: the present one is always seen.
    pane.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [here])
  return (
    <nav ref={pane} className={`${styles.pane} no-print`} aria-label={queue.viewsLabel}>
      <ul className={styles.list}>
        {queueViews.map((view) => (
          <li key={view}>
            <Link
              to="/queue"
              search={{ view }}
              className={styles.view}
              aria-current={view === address.view && !isNarrowed(address) ? 'page' : undefined}
              data-view={view}
            >
              <span>{queue.views[view]}</span>
              <span className={styles.count}>{counts?.[view] ?? ''}</span>
            </Link>
          </li>
        ))}
      </ul>
      {saved.length > 0 && (
        <>
          <h2 className={styles.heading}>{queue.saved}</h2>
          <ul className={styles.list}>
            {saved.map((one) => (
              <li key={one.name} className={styles.saved}>
                <Link
                  to="/queue"
                  search={one.address}
                  className={styles.view}
                  aria-current={JSON.stringify(queryOf(one.address)) === here ? 'page' : undefined}
                >
                  <span>{one.name}</span>
                </Link>
                <button type="button" className={styles.forget} aria-label={queue.forget(one.name)} onClick={() => forgetView(one.name)}>
                  <IconX size={14} aria-hidden />
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </nav>
  )
}
