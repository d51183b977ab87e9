import type { ObligationView } from '@otklik/contract'
import { exact } from '../words/moments.ts'
import { useWords } from '../words/words.tsx'
import { obligationName, obligationState } from './obligation-words.ts'
import styles from './line-of-terms.module.css'

/** What stands behind a bar: how it is, why this date, which reading it rests on. The lane says the same to a screen reader. */
export function LineNote({ obligation, top, zone, now }: { obligation: ObligationView; top: number; zone: string; now: number }) {
  const words = useWords()
  const { terms, locale } = words
  const explanation = obligation.explanation?.[locale] ?? ''
  // An explanation may already tell the reading; nobody needs it twice.
  const reading = obligation.reading === null || explanation.includes(obligation.reading[locale]) ? null : obligation.reading[locale]
  return (
    <div className={styles.note} style={{ top }} aria-hidden="true">
      <p className="strong">{obligationName(obligation, words)}</p>
      <p>
        {terms.actors[obligation.actor]}: {exact(obligation.start, locale, zone, now)} – {exact(obligation.due, locale, zone, now)} ·{' '}
        {obligationState(obligation, words, zone, now)}
      </p>
      {explanation !== '' && <p className="quiet">{explanation}</p>}
      {reading !== null && (
        <p>
          <span className={styles.reading}>{terms.readingMark}</span> {reading}
        </p>
      )}
      {obligation.provisional && <p className="quiet">{terms.provisional}</p>}
    </div>
  )
}
