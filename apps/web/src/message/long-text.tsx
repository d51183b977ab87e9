import { useId, useState } from 'react'
import { Marked } from './marked.tsx'
import { useWords } from '../words/words.tsx'
import styles from './message-panel.module.css'

/** Beyond this a message pushes everything else out of sight; characters, and lines where they are short. */
const longest = { characters: 1_800, lines: 28 }

/** A stranger's text, as text. A very long one shows its beginning until somebody asks for all of it; who listens hears it whole. */
export function LongText({ text }: { text: string }) {
  const { card, locale } = useWords()
  const id = useId()
  const [whole, setWhole] = useState(false)
  const long = text.length > longest.characters || text.split('\n').length > longest.lines
  return (
    <>
      <p id={id} className={styles.text} data-cut={(long && !whole) || undefined} lang="ru" dir="auto">
        <Marked text={text} />
      </p>
      {long && (
        <button type="button" className={styles.press} aria-expanded={whole} aria-controls={id} onClick={() => setWhole(!whole)}>
          {whole ? card.showBeginning : card.showWhole(text.length.toLocaleString(locale))}
        </button>
      )}
    </>
  )
}
