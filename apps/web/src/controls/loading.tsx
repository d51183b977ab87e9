import { useEffect, useState } from 'react'
import { useWords } from '../words/words.tsx'
import styles from './loading.module.css'

/** A skeleton that shows itself only past 300 ms: faster answers never flash. */
export function Loading({ lines = 6 }: { lines?: number }) {
  const { shell } = useWords()
  const [late, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 300)
    return () => clearTimeout(timer)
  }, [])
  if (!late) return null
  return (
    <div className={styles.skeleton} role="status">
      <span className="visually-hidden">{shell.loading}</span>
      {Array.from({ length: lines }, (_, line) => (
        <span key={line} className={styles.line} style={{ width: `${92 - ((line * 17) % 40)}%` }} />
      ))}
    </div>
  )
}
