import { useId, useMemo, useState } from 'react'
import type { ObligationView } from '@otklik/contract'
import type { Stretches } from '@otklik/worktime/stretches'
import { useElementSize } from '@mantine/hooks'
import { clockTime, day } from '../words/moments.ts'
import { useWords } from '../words/words.tsx'
import { foldAxis, spanOf, type Tick, written } from './axis.ts'
import { folded, inSight } from './in-sight.ts'
import { LineNote } from './line-note.tsx'
import { obligationSentence } from './obligation-words.ts'
import { TermBar } from './term-bar.tsx'
import { TermsTable } from './terms-table.tsx'
import { turnWholeLine, useWholeLine } from './whole-line.ts'
import styles from './line-of-terms.module.css'

type Props = {
  readonly obligations: readonly ObligationView[]
  readonly stretches: Stretches
  readonly zone: string
  readonly now: number
  /** Width to draw at where nothing can be measured: a printed report, a test. Pixels. */
  readonly fixedWidth?: number
}

const lane = 32
const top = 22
/** What a letter of the axis takes, in pixels. */
const letter = 6.4
/** Room at both ends for marks that stand on the first and the last moment. */
const margin = 6

/** Working time as a line: each obligation a bar from start to due with its clause, the present a hairline, nights and days off seams. */
export function LineOfTerms({ obligations: all, stretches, zone, now, fixedWidth }: Props) {
  const words = useWords()
  const { terms, locale } = words
  const { ref, width: measured } = useElementSize()
  const [noted, setNoted] = useState<number | null>(null)
  const [asTable, setAsTable] = useState(false)
  const opened = useWholeLine()
  const whole = fixedWidth !== undefined || opened
  const obligations = useMemo(() => (whole ? all : inSight(all)), [all, whole])
  const hatch = useId()
  const width = fixedWidth ?? measured
  const axis = useMemo(() => {
    if (obligations.length === 0 || width < 80) return null
    const { from, to } = spanOf(obligations, now)
    return foldAxis(stretches, from, to, width - 2 * margin, zone)
  }, [obligations, stretches, width, zone, now])
  const label = (tick: Tick) => (tick.kind === 'day' ? day(tick.moment, locale, zone, now) : clockTime(tick.moment, locale, zone))
  const labelled = axis === null ? null : written(axis.ticks, axis.width + margin, (tick) => 3 + label(tick).length * letter)
  const height = top + obligations.length * lane + 4
  const present = axis !== null && now >= axis.from && now <= axis.to ? axis.x(now) : null
  const one = noted === null ? undefined : obligations[noted]

  return (
    <section className={styles.whole} aria-label={terms.title}>
      <header className={styles.head}>
        <h3 title={terms.lead}>{terms.title}</h3>
        {all.length > 0 && (
          <button type="button" className={`${styles.toggle} no-print`} aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
            {terms.asTable}
          </button>
        )}
      </header>
      {all.length === 0 && <p className="quiet">{terms.none}</p>}
      {asTable && <TermsTable obligations={all} zone={zone} now={now} />}
      <div ref={ref} className={styles.frame} hidden={asTable || obligations.length === 0}>
        {axis !== null && (
          <svg width={width} height={height} role="list" aria-label={terms.lead} onMouseLeave={() => setNoted(null)}>
            <defs>
              <pattern id={hatch} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                <rect width="6" height="6" className={styles.hatchGround} />
                <line x1="0" y1="0" x2="0" y2="6" className={styles.hatchLine} />
              </pattern>
            </defs>
            <g transform={`translate(${margin} 0)`} role="presentation">
              <g aria-hidden="true">
                {axis.seams.map((seam) => (
                  <rect key={seam.from} x={seam.x} y={top - 4} width={seam.width} height={height - top + 4} className={styles[seam.kind]}>
                    <title>{seam.kind === 'lunch' ? terms.lunch : seam.kind === 'night' ? terms.night : terms.dayOff}</title>
                  </rect>
                ))}
                {axis.ticks.map((tick) => (
                  <g key={tick.moment} className={tick.kind === 'day' ? styles.day : styles.hour}>
                    <line x1={tick.x} x2={tick.x} y1={tick.kind === 'day' ? 2 : 12} y2={top - 4} />
                    {labelled?.has(tick) && (
                      <text x={tick.x + 3} y={12}>
                        {label(tick)}
                      </text>
                    )}
                  </g>
                ))}
                <line x1={0} x2={axis.width} y1={top - 4} y2={top - 4} className={styles.base} />
              </g>
              {present !== null && (
                <g aria-hidden="true" className={styles.present}>
                  <line x1={present} x2={present} y1={top - 8} y2={height} />
                  <path d={`M${present - 4} ${top - 9}h8l-4 5z`}>
                    <title>{`${terms.now} ${clockTime(now, locale, zone)}`}</title>
                  </path>
                </g>
              )}
              {obligations.map((obligation, index) => (
                <g
                  key={`${obligation.norm}-${obligation.occurrence}`}
                  role="listitem"
                  tabIndex={0}
                  className={styles.lane}
                  aria-label={obligationSentence(obligation, words, zone, now)}
                  onFocus={() => setNoted(index)}
                  onBlur={() => setNoted(null)}
                  onMouseEnter={() => setNoted(index)}
                  onKeyDown={(event) => event.code === 'Escape' && setNoted(null)}
                >
                  <TermBar
                    obligation={obligation}
                    axis={axis}
                    y={top + index * lane}
                    height={lane}
                    hatch={hatch}
                    zone={zone}
                    now={now}
                    stretches={stretches}
                  />
                </g>
              ))}
            </g>
          </svg>
        )}
        {one !== undefined && noted !== null && <LineNote obligation={one} top={top + (noted + 1) * lane} zone={zone} now={now} />}
      </div>
      {!asTable && <Folded all={all} whole={whole} />}
    </section>
  )
}

/** What is folded away, in figures, and the press that opens the whole line or folds it. */
function Folded({ all, whole }: { all: readonly ObligationView[]; whole: boolean }) {
  const { terms } = useWords()
  const { met, missed, other } = folded(all)
  if (met + missed + other === 0) return null
  return (
    <p className={`${styles.folded} no-print`}>
      {!whole && met > 0 && <span className={styles.kept}>{terms.keptCount(met)}</span>}
      {!whole && missed > 0 && <span className={styles.missed}>{terms.missedCount(missed)}</span>}
      <button type="button" className={`${styles.toggle} ${styles.rest}`} aria-expanded={whole} onClick={turnWholeLine}>
        {whole ? terms.fold : terms.wholeLine(all.length)} <kbd>M</kbd>
      </button>
    </p>
  )
}
