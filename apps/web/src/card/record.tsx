import type { IncidentCard } from '@otklik/contract'
import { useNow } from '../live/clock.ts'
import { useSession } from '../session/session.tsx'
import { exact } from '../words/moments.ts'
import { useWords } from '../words/words.tsx'
import styles from './record.module.css'

/** Every event of the incident: when, who, what, by which clause, with its place in the chain of checksums. */
export function Record({ card }: { card: IncidentCard }) {
  const words = useWords()
  const { organisation } = useSession()
  const now = useNow()
  return (
    <section className={styles.record} aria-labelledby="record-heading">
      <h2 id="record-heading" tabIndex={-1}>
        {words.card.record}
      </h2>
      <p className="quiet small">{words.card.recordLead}</p>
      <ol className={styles.lines}>
        {card.record.map((line) => (
          <li key={line.version} data-undone={line.undone || undefined}>
            <time dateTime={new Date(line.at).toISOString()}>{exact(line.at, words.locale, organisation.timezone, now)}</time>
            <span className={styles.words}>
              <span className={styles.what}>{line.words[words.locale]}</span>
              {line.undone && <span className="quiet small"> {words.card.undone}</span>}
              <span className={styles.who}>{line.by.id === null ? words.shell.product : line.by.name}</span>
            </span>
            <span className={styles.clause}>{line.clause === null ? '' : words.terms.clause(line.clause)}</span>
            <code className={styles.hash} title={`${words.card.hash}: ${line.hash}`}>
              {line.hash.slice(0, 8)}
            </code>
          </li>
        ))}
      </ol>
      <p className="quiet small">{words.card.regulation(card.regulation.title[words.locale], card.regulation.edition)}</p>
    </section>
  )
}
