import { Button } from '@mantine/core'
import { IconLink, IconX } from '@tabler/icons-react'
import type { IncidentCard } from '@otklik/contract'
import { useQuery } from '@tanstack/react-query'
import { organisationInUse, placeIn } from '../live/organisation-in-use.ts'
import { useNotices } from '../live/notices.tsx'
import { useOnlookers } from '../live/presence.ts'
import { directoryQuery, useSession } from '../session/session.tsx'
import { Due } from '../terms/due.tsx'
import { useWords } from '../words/words.tsx'
import { ActionsBar } from './actions-bar.tsx'
import type { Action } from '../actions/action.ts'
import { useActions } from '../actions/actions-host.tsx'
import { termWords } from '../terms/term-words.ts'
import styles from './card-pane.module.css'

/** Number, state in words, what is due now and by whom; below it what this person may do. */
export function CardHeader({ card, onClose }: { card: IncidentCard; onClose: () => void }) {
  const words = useWords()
  const { person } = useSession()
  const notices = useNotices()
  const others = useOnlookers(card.row.id, person.id)
  const directory = useQuery(directoryQuery).data
  const { row, timeAsked } = card
  const writing = others.filter((one) => one.writing)
  const names = (people: typeof others) => people.map((one) => one.name).join(', ')
  const copy = () => {
    const address = `${location.origin}${placeIn(organisationInUse, '/queue')}?view=all&open=${row.id}`
    navigator.clipboard.writeText(address).then(
      () => notices.say(words.card.copied),
      () => notices.say(address),
    )
  }
  return (
    <header className={styles.head}>
      <div className={styles.top}>
        <h2 id="card-title" tabIndex={-1} className={styles.title}>
          {row.number}
        </h2>
        <span className={styles.marks}>
          <span className={styles.state}>{words.queue.status[row.status]}</span>
          {row.importance === 'high' && <span className="strong small">↑ {words.queue.high}</span>}
          <span className={styles.presence} role="status">
            {writing.length > 0 ? words.card.writing(names(writing)) : others.length > 0 ? words.card.looking(names(others)) : ''}
          </span>
        </span>
        <span className={styles.icons}>
          <button type="button" className={styles.icon} aria-label={words.card.copyAddress} onClick={copy}>
            <IconLink size={16} aria-hidden />
          </button>
          <button type="button" className={styles.icon} aria-label={words.card.closeCard} onClick={onClose}>
            <IconX size={16} aria-hidden />
          </button>
        </span>
      </div>
      <p className={styles.due}>
        {row.next === null ? (
          <NothingDue card={card} />
        ) : (
          <>
            <span className="strong">{words.card.due(words.terms.norms[row.next.norm], words.terms.actors[row.next.actor])}</span>
            <Due next={row.next} />
          </>
        )}
      </p>
      {timeAsked !== null && (
        <p className={styles.asked}>
          <span className="strong">
            {words.card.timeAsked(
              directory?.units.find((unit) => unit.id === timeAsked.unitId)?.short ?? '',
              termWords(timeAsked.term, words),
            )}
          </span>{' '}
          {timeAsked.reason} <TimeAnswer card={card} />
        </p>
      )}
      <ActionsBar card={card} />
    </header>
  )
}

/** Yes or no to the executor's request, beside it. */
function TimeAnswer({ card }: { card: IncidentCard }) {
  const words = useWords()
  const { begin } = useActions()
  const may = (action: Action) => card.actions.some((one) => one.action === action && one.allowed)
  const gives = card.moreTime !== null && may(card.moreTime) ? card.moreTime : null
  return (
    <span className={styles.answers}>
      {gives !== null && (
        <Button size="compact-sm" onClick={() => begin(gives, card.row)}>
          {words.card.giveTime}
        </Button>
      )}
      {may('denyTime') && (
        <Button size="compact-sm" variant="default" onClick={() => begin('denyTime', card.row)}>
          {words.card.denyTime}
        </Button>
      )}
    </span>
  )
}

/** Nothing can be due where the act leaves the term to be set for each message and nobody has set it (D-4.3b): that is said, not passed over. */
function NothingDue({ card: { awaitedTerms } }: { card: IncidentCard }) {
  const words = useWords()
  const [awaited] = awaitedTerms
  if (awaited === undefined) return <span className="quiet">{words.card.nothingDue}</span>
  return <span className="strong">{words.card.termAwaited(words.terms.norms[awaited.norm], words.terms.clause(awaited.clause))}</span>
}
