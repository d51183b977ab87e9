import { type ReactNode, useEffect, useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { Button } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import { Differences } from '../reply/differences.tsx'
import { MessagePanel } from '../message/message-panel.tsx'
import { AttachedFiles } from '../reply/photos.tsx'
import { Publication } from '../reply/publication.tsx'
import { termWords } from '../terms/term-words.ts'
import { useIncident } from '../rows/use-incident.ts'
import { useGiveCommand } from '../commands/give-command.ts'
import { call, Refused } from '../live/call.ts'
import { useNow } from '../live/clock.ts'
import { applyRow } from '../rows/live-desk.ts'
import { useLooking } from '../live/presence.ts'
import { incidentQuery } from '../rows/queue-queries.ts'
import { useSession } from '../session/session.tsx'
import { Loading } from '../controls/loading.tsx'
import { Due } from '../terms/due.tsx'
import { LineOfTerms } from '../terms/line-of-terms.tsx'
import { useWords } from '../words/words.tsx'
import { ReplyDesk } from './reply-desk.tsx'
import { ReplyOnItsWay } from './reply-on-its-way.tsx'
import { ReturnedRemarks } from './returned-remarks.tsx'
import { TaskActions } from './task-actions.tsx'
import { useWaiting, useWaitingReady } from './waiting.ts'
import styles from './task-view.module.css'

type Props = { readonly id: string; readonly onBack: () => void; readonly onAttempt: () => void }

/** One task: what is due, what came back and why, the message, the place for the reply, and the ways out. */
export function TaskView({ id, onBack, onAttempt }: Props) {
  const words = useWords()
  const session = useSession()
  const now = useNow()
  const [writing, setWriting] = useState(false)
  const client = useQueryClient()
  const give = useGiveCommand()
  const { card, error, refetch } = useIncident(id)
  const { waiting, attempt } = useWaiting(id)
  const ready = useWaitingReady()
  useLooking(id, writing)
  const unread = card?.row.unread === true
  useEffect(() => {
    if (!unread) return
    call('markRead', { params: { id } })
      .then(() => {
        const row = client.getQueryData(incidentQuery(id).queryKey)?.row
        if (row !== undefined) applyRow({ ...row, unread: false }, session)
      })
      .catch(() => undefined)
  }, [id, unread, client, session])

  const back = (
    <button type="button" className={styles.back} onClick={onBack}>
      <IconArrowLeft size={20} aria-hidden /> {words.tasks.back}
    </button>
  )
  if (card === undefined) {
    const missing = error instanceof Refused && error.problem.status === 404
    return (
      <div className={styles.task}>
        {back}
        {error === null ? (
          <Loading lines={8} />
        ) : (
          <div role="alert" className={styles.failed}>
            <p className="strong">{missing ? words.card.notFound : words.card.failed}</p>
            {!missing && (
              <Button variant="default" onClick={() => void refetch()}>
                {words.shell.retry}
              </Button>
            )}
          </div>
        )}
      </div>
    )
  }
  const { row, timeAsked, timeAnswered } = card
  const last = card.revisions.findLast(({ outcome }) => outcome !== 'withdrawn')
  const before = last === undefined || last.amends === null ? undefined : card.revisions.find(({ number }) => number === last.amends)
  const mayWithdraw = last !== undefined && card.actions.some(({ action, allowed }) => action === 'withdrawDraft' && allowed)
  const writes = card.actions.find((one) => one.action === 'submitDraft')
  const handedIn = row.status === 'submitted'
  const goesOut = card.actions.some(({ action, allowed }) => action === 'publish' && allowed)
  return (
    <article className={styles.task} aria-labelledby="task-title">
      <header className={styles.head}>
        {back}
        <div className={styles.top}>
          <h2 id="task-title" tabIndex={-1}>
            <span className="visually-hidden">{words.tasks.task} </span>
            {row.number}
          </h2>
          <span className={styles.state}>{words.queue.status[row.status]}</span>
          {row.importance === 'high' && <span className="strong small">↑ {words.queue.high}</span>}
        </div>
        {row.next !== null && (
          <p className={styles.due}>
            <span className="strong">{words.terms.norms[row.next.norm]}</span> <Due next={row.next} />
          </p>
        )}
        {timeAnswered !== null && (
          <p className={styles.asked}>
            <span className="strong">
              {(timeAnswered.given ? words.tasks.timeGiven : words.tasks.timeDenied)(termWords(timeAnswered.term, words))}
            </span>{' '}
            {timeAnswered.reason}
          </p>
        )}
        {timeAsked !== null && <p className={styles.asked}>{words.tasks.askedTime(termWords(timeAsked.term, words))}</p>}
      </header>
      {last?.outcome === 'sentBack' && <ReturnedRemarks revision={last} />}
      <div className={styles.message}>
        <MessagePanel card={card} />
      </div>
      {card.publications.toReversed().map((publication) => (
        <Publication key={publication.id} card={card} publication={publication} />
      ))}
      <TaskActions card={card} only="publish" />
      {waiting.outgoing !== null ? (
        <ReplyOnItsWay incidentId={id} outgoing={waiting.outgoing} attempt={attempt} onTry={onAttempt} />
      ) : writes?.allowed === true && ready ? (
        <Another only={goesOut}>
          <ReplyDesk key={card.revisions.length} card={card} onWriting={setWriting} onSent={onAttempt} />
        </Another>
      ) : (
        writes?.allowed !== true && (
          <div className={styles.closed}>
            <p className="strong">{handedIn ? words.tasks.handedIn : words.tasks.noWriting}</p>
            {before !== undefined && last !== undefined && (
              <>
                <p>{words.tasks.amended(last.by.name)}</p>
                <Differences before={before.text} after={last.text} />
              </>
            )}
            {last !== undefined && !goesOut && before === undefined && (
              <p className={styles.written} lang="ru">
                {last.text}
              </p>
            )}
            {last !== undefined && !goesOut && <AttachedFiles files={last.attachments} />}
            {handedIn && <p className="quiet">{words.releasePath[card.regulation.releasePath].reads}</p>}
            {mayWithdraw && (
              <>
                <p className="quiet small">{words.tasks.withdrawHint}</p>
                <Button variant="default" onClick={() => void give(row, { type: 'withdrawDraft', revision: last.number })}>
                  {words.tasks.withdraw}
                </Button>
              </>
            )}
            {!handedIn && writes?.text != null && (
              <p className="quiet">
                {writes.text[words.locale]} {writes.clause !== null && words.terms.clause(writes.clause)}
              </p>
            )}
          </div>
        )
      )}
      {waiting.outgoing === null && <TaskActions card={card} only="ways-out" />}
      <details className={styles.terms}>
        <summary>{words.tasks.terms}</summary>
        <LineOfTerms obligations={card.obligations} stretches={card.stretches} zone={session.organisation.timezone} now={now} />
      </details>
    </article>
  )
}

/** Beside a reply that is ready to go out, the place for another one is folded: nobody should write what is written already. */
function Another({ only, children }: { only: boolean; children: ReactNode }) {
  const { tasks } = useWords()
  if (!only) return children
  return (
    <details className={styles.another}>
      <summary>{tasks.another}</summary>
      {children}
    </details>
  )
}
