import { Button } from '@mantine/core'
import type { CalendarYear } from '@otklik/contract'
import { useSession } from '../session/session.tsx'
import { day } from '../words/moments.ts'
import { useWords } from '../words/words.tsx'
import styles from './calendar-section.module.css'

type Props = {
  readonly years: readonly CalendarYear[]
  readonly thisYear: number
  readonly now: number
  readonly onDownload: (year: number) => void
  /** Gives a loaded year up for the program's own; absent for whoever may only look. */
  readonly onForget: ((year: CalendarYear) => void) | undefined
}

/** Known years, the latest first; those before last year stand folded. */
export function CalendarYears({ years, thisYear, ...rest }: Props) {
  const { settings } = useWords()
  const recent = years.filter(({ year }) => year >= thisYear - 1).toReversed()
  const earlier = years.filter(({ year }) => year < thisYear - 1).toReversed()
  const line = (year: CalendarYear) => <YearLine key={year.year} year={year} {...rest} />
  return (
    <>
      <ul className={styles.years}>{recent.map(line)}</ul>
      {earlier.length > 0 && (
        <details className={styles.earlier}>
          <summary>{settings.calendar.earlier(earlier.at(-1)?.year ?? 0, earlier[0]?.year ?? 0)}</summary>
          <ul className={styles.years}>{earlier.map(line)}</ul>
        </details>
      )}
    </>
  )
}

type LineProps = Omit<Props, 'years' | 'thisYear'> & { readonly year: CalendarYear }

function YearLine({ year: one, now, onDownload, onForget }: LineProps) {
  const { settings, locale } = useWords()
  const { organisation } = useSession()
  const words = settings.calendar
  const { year, status, source, working, off, loaded, shipped } = one
  return (
    <li>
      <div className={styles.what}>
        <p className={styles.name}>
          <span className="strong">{year}</span>
          <span className={styles.status} data-status={status}>
            {words.status[status]}
          </span>
          <span className="quiet small">{words.days(working, off)}</span>
        </p>
        <p className={styles.source}>{source}</p>
        {loaded !== null && (
          <p className="small">
            {words.loaded(loaded.by.name, day(loaded.at, locale, organisation.timezone, now))} · {words.shipped[shipped]}
          </p>
        )}
      </div>
      <div className={styles.buttons}>
        <Button variant="subtle" aria-label={`${words.download}: ${year}`} onClick={() => onDownload(year)}>
          {words.download}
        </Button>
        {loaded !== null && onForget !== undefined && (
          <Button variant="subtle" aria-label={`${words.forget}: ${year}`} onClick={() => onForget(one)}>
            {words.forget}
          </Button>
        )}
      </div>
    </li>
  )
}
