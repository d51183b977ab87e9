import { useEffect, useRef, useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { Button } from '@mantine/core'
import { call, Refused } from '../live/call.ts'
import { useNow } from '../live/clock.ts'
import { applyRow } from '../rows/live-desk.ts'
import { useLooking } from '../live/presence.ts'
import { useSession } from '../session/session.tsx'
import { incidentQuery } from '../rows/queue-queries.ts'
import { useIncident } from '../rows/use-incident.ts'
import { ErrorBoundary } from '../controls/error-boundary.tsx'
import { Loading } from '../controls/loading.tsx'
import { LineOfTerms } from '../terms/line-of-terms.tsx'
import { useWords } from '../words/words.tsx'
import { CardHeader } from './card-header.tsx'
import { MessagePanel } from '../message/message-panel.tsx'
import { Record } from './record.tsx'
import { useCardKeys } from './use-card-keys.ts'
import { ReplyPanel } from './reply-panel.tsx'
import styles from './card-pane.module.css'

/** An incident's card, opened beside the queue or alone on a phone. */
export default function CardPane({ id, onClose }: { id: string; onClose: () => void }) {
  const { card: words, shell, locale } = useWords()
  const session = useSession()
  const client = useQueryClient()
  const now = useNow()
  const [writing, setWriting] = useState(false)
  const { card, error, refetch } = useIncident(id)
  useLooking(id, writing)
  const scroller = useRef<HTMLDivElement>(null)
  useCardKeys(scroller)
  const unread = card?.row.unread === true
  useEffect(() => {
    if (!unread) return
    // A glance in passing is not reading.
    const timer = setTimeout(() => {
      call('markRead', { params: { id } })
        .then(() => {
          const { queryKey } = incidentQuery(id)
          client.setQueryData(queryKey, (known) => known && { ...known, row: { ...known.row, unread: false } })
          const row = client.getQueryData(queryKey)?.row
          if (row !== undefined) applyRow(row, session)
        })
        .catch(() => undefined)
    }, 700)
    return () => clearTimeout(timer)
  }, [id, unread, client, session])

  if (card === undefined && error !== null) {
    const missing = error instanceof Refused && error.problem.status === 404
    return (
      <div className={styles.failed} role="alert" data-failed={id}>
        <p className="strong">{missing ? words.notFound : words.failed}</p>
        {error instanceof Refused && !missing && <p>{error.problem.text[locale]}</p>}
        <div className={styles.failedChoices}>
          {!missing && (
            <Button variant="default" onClick={() => void refetch()}>
              {shell.retry}
            </Button>
          )}
          <Button variant="subtle" onClick={onClose}>
            {words.closeCard}
          </Button>
        </div>
      </div>
    )
  }
  if (card === undefined) return <Loading lines={8} />
  return (
    <ErrorBoundary>
      <article className={styles.card} aria-labelledby="card-title" data-incident={id}>
        <CardHeader card={card} onClose={onClose} />
        <div ref={scroller} className={styles.scroll} tabIndex={-1}>
          <div className={styles.terms}>
            <LineOfTerms obligations={card.obligations} stretches={card.stretches} zone={session.organisation.timezone} now={now} />
          </div>
          <div className={styles.columns}>
            <MessagePanel card={card} />
            <ReplyPanel card={card} onWriting={setWriting} />
          </div>
          <Record card={card} />
        </div>
      </article>
    </ErrorBoundary>
  )
}
