import '../styles/mantine-dialog.ts'
import { useEffect, useLayoutEffect, useRef, useState, type ReactNode } from 'react'
import { Modal } from '@mantine/core'
import { awaitKeys } from '../keyboard/key-line.ts'
import { useKeysHeld } from '../keyboard/keys-held.ts'
import { useWords } from '../words/words.tsx'
import { FocusInside } from './focus-inside.tsx'
import { giveFocusBack } from './focus-kept.ts'
import styles from './dialog.module.css'

type Props = {
  readonly title: string
  readonly onClose: () => void
  readonly size?: 'md' | 'lg' | 'xl'
  /** A quiet title and no padding: for lists one chooses from. */
  readonly bare?: boolean
  readonly children: ReactNode
}

/** A dialog over the desk: there at once, keeps the focus inside, gives it back where it was. Its heading is no second banner of the page. */
export function Dialog({ title, onClose, size = 'lg', bare = false, children }: Props) {
  const { shell } = useWords()
  useKeysHeld()
  const awaited = useRef<(() => void) | null>(null)
  const inside = useRef(false)
  const stands = () => {
    inside.current = true
    awaited.current?.()
  }
  useLayoutEffect(() => {
    // Until the focus is inside, letters wait for it.
    const release = inside.current ? null : awaitKeys()
    awaited.current = release
    return () => release?.()
  }, [])
  const [origin] = useState(() => document.activeElement)
  useEffect(() => () => void setTimeout(() => giveFocusBack(origin), 0), [origin])
  return (
    <Modal.Root opened onClose={onClose} size={size} padding={0} returnFocus={false} transitionProps={{ duration: 0 }}>
      <Modal.Overlay />
      <Modal.Content>
        <Modal.Body>
          <div className={styles.head}>
            <Modal.Title className={bare ? styles.quiet : styles.title}>{title}</Modal.Title>
            <Modal.CloseButton aria-label={shell.close} />
          </div>
          <div className={bare ? undefined : styles.body}>{children}</div>
          <FocusInside onInside={stands} />
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  )
}
