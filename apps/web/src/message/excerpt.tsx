import type { QueueRow } from '@otklik/contract'
import { IconPaperclip } from '@tabler/icons-react'
import { useWords } from '../words/words.tsx'
import { Marked } from './marked.tsx'
import styles from './excerpt.module.css'

/** Signs that can be seen: a text of spaces and zero-width characters alone is none. */
export const hasWords = (text: string): boolean => /[^\p{C}\p{Z}\u115f\u1160\u2800\u3164\uffa0]/u.test(text)

/** What a row shows: what the author has answered, while that waits to be read, else the message. */
export const newestWords = ({ excerpt, attached, answerExcerpt, answerAttached }: QueueRow) =>
  answerExcerpt === null ? { text: excerpt, attached } : { text: answerExcerpt, attached: answerAttached }

type Props = { readonly text: string; readonly attached: QueueRow['attached']; readonly className?: string | undefined }

/** The first words of a message and a clip where it carries more than words; where it has no words, what it carries instead of them. */
export function Excerpt({ text, attached, className }: Props) {
  const { queue, locale } = useWords()
  if (hasWords(text)) {
    return (
      <span className={className}>
        <Clip attached={attached} />
        <Marked text={text} />
      </span>
    )
  }
  return (
    <span className={className}>
      {attached !== null && <IconPaperclip size={14} aria-hidden className={styles.clip} />}
      <span className={styles.instead}>{attached === null ? queue.noText : attached[locale]}</span>
    </span>
  )
}

/** Says that something is attached; what, to whoever points at it or listens. */
function Clip({ attached }: { attached: QueueRow['attached'] }) {
  const { locale } = useWords()
  if (attached === null) return null
  return (
    <span className={styles.clip} title={attached[locale]}>
      <IconPaperclip size={14} role="img" aria-label={attached[locale]} />
    </span>
  )
}
