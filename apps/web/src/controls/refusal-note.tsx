import type { Problem } from '@otklik/contract'
import { useWords } from '../words/words.tsx'
import styles from './refusal-note.module.css'

/** Why nothing was saved, in the server's words. */
export function RefusalNote({ refused, title }: { refused: Problem | null; title?: string }) {
  const { settings, locale } = useWords()
  if (refused === null) return null
  return (
    <div role="alert" className={styles.refused}>
      <p className="strong">{title ?? settings.notSaved}</p>
      <p>{refused.text[locale]}</p>
    </div>
  )
}
