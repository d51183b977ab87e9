import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { Dialog } from '../controls/dialog.tsx'
import { answering } from './layout.ts'
import styles from './choice.module.css'

export type ChoiceItem = {
  readonly id: string
  readonly title: string
  /** Shown quietly at the right: a clause, a key. */
  readonly hint?: string | undefined
  /** Second line: the reason why it is closed, a parent unit. */
  readonly note?: string | undefined
  /** Other names it answers to, tried first. */
  readonly names?: readonly string[]
  readonly closed?: boolean
  /** The second line is a warning. */
  readonly warned?: boolean
}

type Props = {
  readonly title: string
  readonly placeholder: string
  readonly nothing: string
  readonly items: readonly ChoiceItem[]
  readonly onChoose: (item: ChoiceItem) => void
  readonly onClose: () => void
  /** Digits 1–9 choose at once: for short lists such as grounds. */
  readonly digits?: boolean
  readonly footer?: ReactNode
  /** Offered below what was found, for the words as they were typed. */
  readonly beyond?: (typed: string) => ChoiceItem
}

/** A list one chooses from with a few letters, in either layout; digits where the list is short. Focus returns where it was. */
export function Choice({ title, placeholder, nothing, items, onChoose, onClose, digits = false, footer, beyond }: Props) {
  const [typed, setTyped] = useState('')
  /** null: where nobody has moved the cursor it stands on the first that is open. */
  const [place, setPlace] = useState<number | null>(null)
  const list = useRef<HTMLUListElement>(null)
  const id = useId()
  const found = useMemo(() => {
    const answers = answering(typed, items, (item) => [...(item.names ?? []), item.title])
    return beyond === undefined || typed.trim() === '' ? answers : [...answers, beyond(typed.trim())]
  }, [typed, items, beyond])
  const open = typed === '' ? found.findIndex((item) => item.closed !== true) : 0
  const current = Math.min(place ?? Math.max(open, 0), Math.max(found.length - 1, 0))
  useEffect(() => {
    list.current?.children[current]?.scrollIntoView({ block: 'nearest' })
  }, [current])

  const choose = (item: ChoiceItem | undefined) => {
    if (item === undefined) return
    onClose()
    // After the dialog has given the focus back, so that what the choice opens may take it.
    setTimeout(() => onChoose(item), 0)
  }
  const hear = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const step = event.code === 'ArrowDown' ? 1 : event.code === 'ArrowUp' ? -1 : 0
    if (step !== 0) setPlace((current + step + found.length) % Math.max(found.length, 1))
    else if (event.code === 'Home' && event.ctrlKey) setPlace(0)
    else if (event.code === 'Enter') choose(found[current])
    else if (digits && typed === '' && /^Digit[1-9]$/.test(event.code)) choose(found[Number(event.code.slice(5)) - 1])
    else return
    event.preventDefault()
  }

  return (
    <Dialog title={title} onClose={onClose} bare>
      <input
        className={styles.field}
        data-autofocus
        role="combobox"
        aria-expanded="true"
        aria-controls={id}
        aria-activedescendant={found.length > 0 ? `${id}-${current}` : undefined}
        aria-autocomplete="list"
        aria-label={placeholder}
        placeholder={placeholder}
        autoComplete="off"
        spellCheck={false}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value)
          setPlace(null)
        }}
        onKeyDown={hear}
      />
      <ul className={styles.list} role="listbox" id={id} aria-label={title} ref={list}>
        {found.map((item, index) => (
          <li
            key={item.id}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === current}
            aria-disabled={item.closed ?? false}
            className={styles.item}
            onMouseMove={() => setPlace(index)}
            onClick={() => choose(item)}
          >
            {digits && index < 9 && typed === '' && <kbd>{index + 1}</kbd>}
            <span className={styles.words}>
              <span>{item.title}</span>
              {item.note !== undefined && (
                <span className={styles.note} data-warned={item.warned || undefined}>
                  {item.note}
                </span>
              )}
            </span>
            {item.hint !== undefined && <span className={styles.hint}>{item.hint}</span>}
          </li>
        ))}
      </ul>
      {found.length === 0 && (
        <p className={styles.nothing} role="status">
          {nothing}
        </p>
      )}
      {footer !== undefined && <div className={styles.footer}>{footer}</div>}
    </Dialog>
  )
}
