import { Link } from '@tanstack/react-router'
import { useWords } from '../words/words.tsx'
import styles from '../controls/page-note.module.css'

export function MissingPage() {
  const { missing } = useWords().shell
  return (
    <main className={styles.note}>
      <h1>{missing.title}</h1>
      <p>{missing.text}</p>
      <Link to="/">{missing.cure}</Link>
    </main>
  )
}
