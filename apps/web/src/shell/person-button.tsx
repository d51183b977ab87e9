import type { ComponentProps } from 'react'
import { IconChevronDown, IconUser } from '@tabler/icons-react'
import { useSession } from '../session/session.tsx'
import { useWords } from '../words/words.tsx'
import styles from './app-frame.module.css'

/** The face of the person's menu: the same before its menu has been fetched and after. */
export function PersonButton({ className = '', ...rest }: ComponentProps<'button'>) {
  const { shell } = useWords()
  const { person } = useSession()
  return (
    <button
      type="button"
      className={`${styles.person} ${className}`}
      aria-label={shell.person(person.name)}
      aria-haspopup="menu"
      aria-expanded={false}
      {...rest}
    >
      <IconUser size={20} aria-hidden className={styles.personShape} />
      <span className={styles.personName}>{person.name}</span>
      <IconChevronDown size={14} aria-hidden />
    </button>
  )
}
