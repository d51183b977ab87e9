import type { ReactNode } from 'react'
import type { RegulationDetail } from '@otklik/contract'
import { termWords } from '../terms/term-words.ts'
import { useWords } from '../words/words.tsx'
import styles from './act-part.module.css'

const severities = ['error', 'warning', 'note'] as const

/** An act as data: its norms with their clauses, what it leaves open and how that is read, and what does not add up in it. */
export function ActDetail({ act, children }: { act: RegulationDetail; children?: ReactNode }) {
  const { settings, locale } = useWords()
  const words = settings.act
  const findings = severities.flatMap((severity) => act.findingList.filter((one) => one.severity === severity))
  return (
    <article className={styles.detail}>
      <header className={styles.detailHead}>
        <div>
          <h3>{act.title[locale]}</h3>
          <p className="quiet" lang="ru">
            {act.source}
          </p>
        </div>
        {children}
      </header>
      <section aria-labelledby="norms-title">
        <h3 id="norms-title">{words.norms}</h3>
        <NormsTable act={act} />
      </section>
      <section aria-labelledby="readings-title">
        <h3 id="readings-title">{words.readings}</h3>
        <Readings act={act} />
      </section>
      <section aria-labelledby="findings-title">
        <h3 id="findings-title">{words.findingsTitle}</h3>
        {findings.length === 0 ? <p className="quiet">{words.noFindings}</p> : <p className="quiet">{words.findingsLead}</p>}
        <ul className={styles.findings}>
          {findings.map((one) => (
            <li key={one.id} data-severity={one.severity}>
              <span className={styles.severity}>{words.severity[one.severity]}</span>
              <span>
                {one.text[locale]} <Clauses of={one.clauses} />
              </span>
            </li>
          ))}
        </ul>
      </section>
    </article>
  )
}

function Clauses({ of }: { of: readonly string[] }) {
  const { terms } = useWords()
  return <span className={styles.clause}>{of.map((clause) => terms.clause(clause)).join(', ')}</span>
}

function NormsTable({ act }: { act: RegulationDetail }) {
  const words = useWords()
  const { settings, terms, queue, locale } = words
  const conditionOf = (condition: string) =>
    condition
      .split(' ')
      .filter(Boolean)
      .map((part) => {
        const [kind = '', value = ''] = part.split(':')
        if (kind === 'importance') return `${words.card.importance.toLowerCase()} ${queue.importance[value as 'high'] ?? value}`
        return queue.track[value as keyof typeof queue.track] ?? value
      })
      .join(', ')
  return (
    <div className={styles.scroll} tabIndex={0} role="group" aria-labelledby="norms-title">
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{settings.act.norm}</th>
            <th scope="col">{settings.act.who}</th>
            <th scope="col">{settings.act.term}</th>
            <th scope="col">{settings.act.from}</th>
            <th scope="col">{settings.act.condition}</th>
          </tr>
        </thead>
        <tbody>
          {act.norms.map((one, index) => (
            <tr key={`${one.norm}-${index}`}>
              <th scope="row">
                {terms.norms[one.norm as keyof typeof terms.norms] ?? one.norm}{' '}
                <span className={styles.clause}>{terms.clause(one.clause)}</span>
                {one.reading !== null && <span className={styles.readingMark}>{terms.readingMark}</span>}
              </th>
              <td>{one.words?.actor[locale] ?? one.actor}</td>
              <td className={styles.term}>{one.term === '' ? '—' : termWords(one.term, words)}</td>
              <td>{one.words?.from[locale] ?? one.from}</td>
              <td>{conditionOf(one.condition) || settings.act.always}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Readings({ act }: { act: RegulationDetail }) {
  const { settings, locale } = useWords()
  const words = settings.act
  const readings = act.readings ?? []
  if (readings.length === 0) return <p className="quiet">{words.noReadings}</p>
  return (
    <>
      <p className="quiet">{words.readingsLead}</p>
      <ul className={styles.readings}>
        {readings.map((one) => (
          <li key={one.id}>
            <p>
              {one.question[locale]} <Clauses of={one.clauses} />
            </p>
            <p className={styles.chosen}>
              <span className={styles.tag}>{words.weRead}</span> {one.chosen[locale]}
            </p>
            {one.others.map((other) => (
              <p key={other.ru} className={styles.other}>
                <span className={styles.tag}>{words.orElse}</span> {other[locale]}
              </p>
            ))}
          </li>
        ))}
      </ul>
    </>
  )
}
