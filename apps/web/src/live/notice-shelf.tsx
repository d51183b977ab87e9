import { useEffect, useState } from 'react'
import { IconX } from '@tabler/icons-react'
import { useWords } from '../words/words.tsx'
import { takeDown, useNoticeBoard, type Notice } from './notice-board.ts'
import styles from './notices.module.css'

/** Short words at the bottom of the screen. Both places stand there empty from the start, so that what comes into them is read aloud. */
export function NoticeShelf() {
  const notices = useNoticeBoard()
  const standing = (stern: boolean) => notices.filter((one) => one.stern === stern).map((one) => <Standing key={one.id} notice={one} />)
  return (
    <div className={`${styles.shelf} no-print`}>
      <div role="alert" className={styles.place}>
        {standing(true)}
      </div>
      <div role="status" className={styles.place}>
        {standing(false)}
      </div>
    </div>
  )
}

/** One notice. Trouble waits while a pointer or the focus rests on it: nobody reads against the clock. */
function Standing({ notice }: { notice: Notice }) {
  const { shell } = useWords()
  const [held, setHeld] = useState(false)
  const { id, stands, stern } = notice
  useEffect(() => {
    if (held && stern) return
    const timer = setTimeout(() => takeDown(id), stands)
    return () => clearTimeout(timer)
  }, [held, id, stands, stern])
  return (
    <div
      className={stern ? styles.trouble : styles.notice}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <div className={styles.text}>{notice.content}</div>
      <button type="button" className={styles.close} aria-label={shell.close} onClick={() => takeDown(id)}>
        <IconX size={16} aria-hidden />
      </button>
    </div>
  )
}
