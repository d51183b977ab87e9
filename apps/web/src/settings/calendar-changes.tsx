import type { CalendarPreview } from '@otklik/contract'
import { useNow } from '../live/clock.ts'
import { useSession } from '../session/session.tsx'
import { exact } from '../words/moments.ts'
import { useWords } from '../words/words.tsx'
import styles from './calendar-section.module.css'

type Change = CalendarPreview['changes'][number]

/** What a change of the calendar would bring: days that change, terms that move. */
export function CalendarChanges({ preview }: { preview: CalendarPreview }) {
  const { settings } = useWords()
  const words = settings.calendar
  const { changes, moved, published, known, years } = preview
  return (
    <div className={styles.preview}>
      {years.map(({ year, source, status, working, off }) => (
        <p key={year}>
          <span className="strong">{year}</span> <span data-status={status}>{words.status[status]}</span>, {words.days(working, off)}.{' '}
          <span className="quiet">{source}</span>
        </p>
      ))}
      <section aria-labelledby="changes-title">
        <h3 id="changes-title">{changes.length === 0 ? words.noChanges : words.changes(changes.length)}</h3>
        {[...Map.groupBy(changes, ({ date }) => date.slice(0, 4))].map(([year, own], _, groups) => (
          <div key={year}>
            {groups.length > 1 && <p className="quiet small">{words.year(Number(year))}</p>}
            <ul className={styles.changes}>
              {own.map((change) => (
                <ChangeLine key={change.date} change={change} />
              ))}
            </ul>
          </div>
        ))}
      </section>
      <Moves moved={moved} />
      <p className="quiet">{words.after(words.reach(published, known))}</p>
    </div>
  )
}

/** A local date for reading: `пн, 6 ноября`. */
function useDate(): (date: string, weekday?: boolean) => string {
  const { locale } = useWords()
  return (date, weekday = true) =>
    new Intl.DateTimeFormat(locale === 'ru' ? 'ru-RU' : 'en-GB', {
      timeZone: 'UTC',
      day: 'numeric',
      month: 'long',
      ...(weekday && { weekday: 'short' as const }),
    }).format(Date.parse(date))
}

function ChangeLine({ change: { date, before, after, replaces, movedFrom, holiday } }: { change: Change }) {
  const { settings } = useWords()
  const words = settings.calendar
  const read = useDate()
  const why = [
    holiday,
    movedFrom === undefined ? undefined : words.movedFrom(read(movedFrom, false)),
    replaces === undefined ? undefined : words.replaces(read(replaces, false)),
  ].filter((one) => one !== undefined)
  return (
    <li>
      <span>{read(date)}</span>
      <span>
        <span className="quiet">{words.kinds[before]} →</span> <span className={styles.kind}>{words.kinds[after]}</span>
        {why.length > 0 && <span className="quiet small"> {why.join(', ')}</span>}
      </span>
    </li>
  )
}

function Moves({ moved }: { moved: CalendarPreview['moved'] }) {
  const { settings, terms, locale } = useWords()
  const words = settings.calendar
  const { organisation } = useSession()
  const now = useNow()
  const told = (moment: number | null) => (moment === null ? words.noDate : exact(moment, locale, organisation.timezone, now))
  const { incidents, terms: count, settled, moves } = moved
  return (
    <section aria-labelledby="moves-title">
      <h3 id="moves-title">{count === 0 ? words.noMoves : words.moves(count, incidents)}</h3>
      {moves.length > 0 && (
        <ul className={styles.changes}>
          {moves.map(({ incidentId, number, norm, clause, before, after }) => (
            <li key={`${incidentId} ${norm} ${before} ${after}`}>
              <span>{number}</span>
              <span>
                {terms.norms[norm]} <span className={`quiet small ${styles.clause}`}>{terms.clause(clause)}</span>
                <br />
                <span className="quiet">{told(before)} →</span> <span className={styles.kind}>{told(after)}</span>
              </span>
            </li>
          ))}
        </ul>
      )}
      {count > moves.length && <p className="quiet small">{words.more(count - moves.length)}</p>}
      {settled > 0 && <p>{words.settled(settled)}</p>}
      <p className="quiet small">{words.closedStay}</p>
    </section>
  )
}
