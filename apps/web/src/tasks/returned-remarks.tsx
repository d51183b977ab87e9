import type { RevisionView } from '@otklik/contract'
import { useWords } from '../words/words.tsx'
import styles from './task-view.module.css'

/** What the curator wants mended, before anything else: each remark with the place it points at. */
export function ReturnedRemarks({ revision }: { revision: RevisionView }) {
  const { tasks, card } = useWords()
  return (
    <section className={styles.returned} aria-labelledby="returned-title">
      <h3 id="returned-title">{tasks.returned}</h3>
      <p className="quiet small">{tasks.returnedLead}</p>
      <ol>
        {revision.remarks.map((remark, index) => {
          const quote = remark.from === undefined || remark.to === undefined ? '' : revision.text.slice(remark.from, remark.to)
          return (
            <li key={`${index}-${remark.text}`} lang="ru">
              {remark.text}
              {quote !== '' && <span className={styles.quote}>{card.remarkPlace(quote.slice(0, 80))}</span>}
            </li>
          )
        })}
      </ol>
    </section>
  )
}
