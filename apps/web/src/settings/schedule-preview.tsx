import { useNow } from '../live/clock.ts'
import { useSession } from '../session/session.tsx'
import { clockTime, day } from '../words/moments.ts'
import { useWords } from '../words/words.tsx'
import { minuteOfDay, nextDays, type WorkingDay } from './next-days.ts'
import styles from './schedule-part.module.css'

/** The next two weeks as the server counts them: each day a bar with its hours in words; days off say so. */
export function SchedulePreview({ zone }: { zone: string }) {
  const { settings } = useWords()
  const { stretches } = useSession()
  const now = useNow()
  const words = settings.schedule
  const days = nextDays(stretches, now, zone, 14)
  const edges = days.flatMap((one) =>
    one.stretches.flatMap(([start, end]) => [minuteOfDay(start, zone, false), minuteOfDay(end, zone, true)]),
  )
  const from = Math.min(8 * 60, ...edges)
  const to = Math.max(19 * 60, ...edges)
  return (
    <section aria-labelledby="preview-title">
      <h3 id="preview-title">{words.preview}</h3>
      <p className="quiet small">{words.previewUnsaved}</p>
      <ol className={styles.days}>
        {days.map((one) => (
          <DayLine key={one.date} day={one} from={from} to={to} zone={zone} now={now} />
        ))}
      </ol>
    </section>
  )
}

type LineProps = { readonly day: WorkingDay; readonly from: number; readonly to: number; readonly zone: string; readonly now: number }

function DayLine({ day: one, from, to, zone, now }: LineProps) {
  const { settings, locale } = useWords()
  const words = settings.schedule
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: zone }).format(one.moment)
  const share = (minute: number) => ((minute - from) / (to - from)) * 100
  const hours = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }).format(one.whole / 3_600_000)
  const said = one.stretches.map(([start, end]) => words.hours(clockTime(start, locale, zone), endTime(end, locale, zone))).join(', ')
  return (
    <li data-off={one.stretches.length === 0 || undefined}>
      <span className={styles.date}>
        {weekday}, {day(one.moment, locale, zone, now)}
      </span>
      <span className={styles.track} aria-hidden>
        {one.stretches.map(([start, end]) => {
          const left = share(minuteOfDay(start, zone, false))
          return <span key={start} style={{ insetInlineStart: `${left}%`, width: `${share(minuteOfDay(end, zone, true)) - left}%` }} />
        })}
      </span>
      <span className={styles.hours}>
        {one.stretches.length === 0 ? words.dayOff : said}
        {one.stretches.length > 0 && <span className="quiet"> · {words.total(hours)}</span>}
      </span>
    </li>
  )
}

const endTime = (moment: number, locale: 'ru' | 'en', zone: string) =>
  minuteOfDay(moment, zone, true) === 24 * 60 ? '24:00' : clockTime(moment, locale, zone)
