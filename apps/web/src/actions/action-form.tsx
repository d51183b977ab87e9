import { useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { Button } from '@mantine/core'
import type { IncidentCard } from '@otklik/contract'
import { Dialog } from '../controls/dialog.tsx'
import { useWords } from '../words/words.tsx'
import styles from './action-form.module.css'

type Props = {
  readonly title: string
  readonly card: IncidentCard
  /** What follows from the press, said before it. */
  readonly consequence?: string
  readonly submit: string
  readonly closed?: boolean
  /** What is still missing where the press is closed: said when it is tried. */
  readonly missing?: string | undefined
  readonly onSubmit: () => void
  readonly onClose: () => void
  readonly children?: ReactNode
}

/** The frame of an action that has to ask something: its object in the title, its consequence above the button, the verb on it. */
export function ActionForm({ title, card, consequence, submit, closed = false, missing, onSubmit, onClose, children }: Props) {
  const { shell } = useWords()
  const [tried, setTried] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const submitted = () => {
    if (!closed) return onSubmit()
    setTried(true)
    // The hand is led to the first thing that is missing.
    form.current?.querySelector<HTMLElement>('input[type=checkbox][data-needed]:not(:checked), [aria-invalid=true]')?.focus()
  }
  const hear = (event: KeyboardEvent) => {
    if (event.code !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    submitted()
  }
  return (
    <Dialog title={`${title} · ${card.row.number}`} onClose={onClose}>
      <form
        ref={form}
        className={styles.form}
        onKeyDown={hear}
        onSubmit={(event) => {
          event.preventDefault()
          submitted()
        }}
      >
        {children}
        {consequence !== undefined && <p className={styles.consequence}>{consequence}</p>}
        <p role="alert" className={styles.missing}>
          {tried && closed ? missing : null}
        </p>
        <div className={styles.buttons}>
          <Button
            type="submit"
            aria-disabled={closed}
            {...(closed ? { 'data-disabled': true } : {})}
            rightSection={<kbd className={styles.key}>Ctrl+Enter</kbd>}
          >
            {submit}
          </Button>
          <Button variant="subtle" color="gray" onClick={onClose}>
            {shell.cancel}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
