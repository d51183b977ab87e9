import { Fragment } from 'react'
import { useWords } from '../words/words.tsx'
import { wordDifferences } from './word-differences.ts'
import styles from './differences.module.css'

/**
 * One revision against the one before it. Struck out and underlined, on grounds of their own and a space apart; who listens or copies gets
 * `[убрано: засыплют] [добавлено: засыпали]`, so that two wordings never run together.
 */
export function Differences({ before, after }: { before: string; after: string }) {
  const { card } = useWords()
  const parts = wordDifferences(before, after)
  return (
    <p className={styles.text} lang="ru">
      {parts.map(({ kind, text }, place) => {
        if (kind === 'same') return <span key={place}>{text}</span>
        const Change = kind === 'added' ? 'ins' : 'del'
        return (
          <Fragment key={place}>
            {kind === 'added' && parts[place - 1]?.kind === 'removed' && ' '}
            <Change>
              <span className={styles.said}>{`[${card[kind]}:\u00a0`}</span>
              {text}
              <span className={styles.said}>]</span>
            </Change>
          </Fragment>
        )
      })}
    </p>
  )
}
