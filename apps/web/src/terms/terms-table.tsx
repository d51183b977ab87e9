import type { ObligationView } from '@otklik/contract'
import { exact } from '../words/moments.ts'
import { useWords } from '../words/words.tsx'
import { obligationState } from './obligation-words.ts'
import styles from './line-of-terms.module.css'

/** The line of terms as a table: the same facts, row by row. */
export function TermsTable({ obligations, zone, now }: { obligations: readonly ObligationView[]; zone: string; now: number }) {
  const words = useWords()
  const { terms, locale } = words
  return (
    <div className={styles.scroll} tabIndex={0} role="region" aria-label={`${terms.title}: ${terms.asTable.toLowerCase()}`}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{terms.norm}</th>
            <th scope="col">{terms.who}</th>
            <th scope="col">{terms.from}</th>
            <th scope="col">{terms.due}</th>
            <th scope="col">{terms.state}</th>
          </tr>
        </thead>
        <tbody>
          {obligations.map((one) => (
            <tr key={`${one.norm}-${one.occurrence}`}>
              <th scope="row">
                {terms.norms[one.norm]} <span className="quiet">{terms.clause(one.clause)}</span>
                {one.reading !== null && (
                  <span className={styles.readingText}>
                    <span className={styles.reading}>{terms.readingMark}</span> {one.reading[locale]}
                  </span>
                )}
              </th>
              <td>{terms.actors[one.actor]}</td>
              <td>{exact(one.start, locale, zone, now)}</td>
              <td>{exact(one.due, locale, zone, now)}</td>
              <td>{obligationState(one, words, zone, now)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
