import type { ObligationView } from '@otklik/contract'
import type { Stretches } from '@otklik/worktime/stretches'
import { near } from '../words/moments.ts'
import { useWords } from '../words/words.tsx'
import type { Axis } from './axis.ts'
import { countdown } from './countdown.ts'
import { obligationName } from './obligation-words.ts'
import styles from './line-of-terms.module.css'

type Props = {
  readonly obligation: ObligationView
  readonly axis: Axis
  readonly y: number
  readonly height: number
  readonly hatch: string
  readonly zone: string
  readonly now: number
  readonly stretches: Stretches
}

/** Mean width of a letter at 12 px: only for choosing where a label fits. */
const letter = 6.3
const barHeight = 7
/** The label stands over its bar, so that both can be read wherever the bar lies. */
const labelRoom = 17

function look(one: ObligationView, stretches: Stretches, now: number): string {
  if (one.status !== 'pending') return one.status
  return countdown(one, stretches, now).urgency
}

/** One obligation: a bar from start to due, an overrun hatched, the moment it was met a mark, its clause beside. Shape says what colour says. */
export function TermBar({ obligation: one, axis, y, height, hatch, zone, now, stretches }: Props) {
  const words = useWords()
  const { terms, locale } = words
  const start = axis.x(one.start)
  const due = Math.max(axis.x(one.due), start + 3)
  const state = look(one, stretches, now)
  const metX = one.metAt === null ? null : axis.x(one.metAt)
  const overrun = state === 'breached' || state === 'late' ? Math.max(metX ?? axis.x(now), due) : due
  const barY = y + labelRoom
  const middle = barY + barHeight / 2
  const reading = one.reading === null ? '' : ` (${terms.readingMark})`
  const label = `${obligationName(one, words)} · ${terms.until(near(one.due, locale, zone, now))}${reading}`
  const needs = label.length * letter + 4
  const textX = Math.max(0, Math.min(start, axis.width - needs))
  return (
    <g data-state={state} className={styles.term}>
      <rect x={-5} y={y} width={axis.width + 10} height={height} className={styles.hit} />
      <rect x={start} y={barY} width={due - start} height={barHeight} rx={2} className={styles.bar} />
      {metX !== null && metX < due && (
        <rect x={start} y={barY} width={Math.max(metX - start, 1)} height={barHeight} rx={2} className={styles.spent} />
      )}
      {overrun > due && (
        <rect x={due} y={barY} width={overrun - due} height={barHeight} fill={`url(#${hatch})`} className={styles.overrun} />
      )}
      <line x1={due} x2={due} y1={barY - 3} y2={barY + barHeight + 3} className={styles.due} />
      {one.reading !== null && (
        <line x1={start} x2={due} y1={barY + barHeight + 2.5} y2={barY + barHeight + 2.5} className={styles.dotted} />
      )}
      {metX !== null && (
        <path
          className={styles.mark}
          d={state === 'breached' ? `M${metX - 4} ${middle - 4}l8 8m0 -8l-8 8` : `M${metX - 5} ${middle}l3.5 4l6 -8`}
        />
      )}
      <text x={textX} y={y + 12} className={styles.label}>
        {label}
      </text>
    </g>
  )
}
