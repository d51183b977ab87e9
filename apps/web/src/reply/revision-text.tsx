import { useEffect, useId, useRef, useState, type RefObject } from 'react'
import { Button } from '@mantine/core'
import { useWords } from '../words/words.tsx'
import { noteRemarks, type Remark } from './remarks-desk.ts'
import { runsOf } from './remarked-text.ts'
import styles from './revision.module.css'

type Props = {
  readonly incidentId: string
  readonly revision: number
  readonly text: string
  readonly remarks: readonly Remark[]
  /** May remarks be noted on it? */
  readonly open: boolean
}

/** A caret and a selection by keys as in a field, and nothing that changes the text: a revision never changes. */
const onlyCaret = {
  contentEditable: true,
  suppressContentEditableWarning: true,
  inputMode: 'none',
  spellCheck: false,
  tabIndex: 0,
} as const

/** UTF-16 offset of a DOM position inside an element whose text is the revision's. */
function offsetIn(element: HTMLElement, node: Node, offset: number): number {
  const range = document.createRange()
  range.selectNodeContents(element)
  range.setEnd(node, offset)
  return range.toString().length
}

/** The text of a revision with the marks of its remarks; selecting a place offers to put a remark there. */
export function RevisionText({ incidentId, revision, text, remarks, open }: Props) {
  const { card } = useWords()
  const id = useId()
  const body = useRef<HTMLDivElement>(null)
  const note = useRef<HTMLInputElement>(null)
  const [place, setPlace] = useState<{ from: number; to: number } | null>(null)
  const select = () => {
    const selection = getSelection()
    const element = body.current
    if (!open || element === null || selection === null || selection.isCollapsed || selection.rangeCount === 0) return setPlace(null)
    const range = selection.getRangeAt(0)
    if (!element.contains(range.startContainer) || !element.contains(range.endContainer)) return
    const from = offsetIn(element, range.startContainer, range.startOffset)
    const to = offsetIn(element, range.endContainer, range.endOffset)
    setPlace(from < to ? { from, to } : null)
  }
  useEffect(() => {
    const element = body.current
    if (!open || element === null) return
    // The browser's own event: React's tells of what is put in alone, and this must also refuse what would be taken out.
    const refuse = (event: InputEvent) => event.preventDefault()
    element.addEventListener('beforeinput', refuse)
    return () => element.removeEventListener('beforeinput', refuse)
  }, [open])
  const leave = () => {
    setPlace(null)
    body.current?.focus({ preventScroll: true })
  }
  return (
    <>
      <div
        ref={body}
        className={styles.text}
        lang="ru"
        dir="auto"
        onMouseUp={select}
        onKeyUp={select}
        onTouchEnd={select}
        {...(open && {
          ...onlyCaret,
          id: 'revision-text',
          role: 'textbox',
          'aria-readonly': true,
          'aria-multiline': true,
          'aria-label': card.revision(revision),
          'aria-describedby': `${id}-hint`,
          onKeyDown: (event) => {
            if (event.code === 'Escape') document.getElementById('card-title')?.focus()
            else if (event.code === 'Enter') note.current?.focus()
            else return
            event.preventDefault()
            event.stopPropagation()
          },
        })}
      >
        {runsOf(text, remarks).map((run, index) =>
          run.remarks.length === 0 ? (
            <span key={index}>{run.text}</span>
          ) : (
            <mark key={index} data-remark={run.remarks.join(' ')}>
              {run.text}
            </mark>
          ),
        )}
      </div>
      {place !== null && (
        <RemarkForm
          quote={text.slice(place.from, place.to)}
          field={note}
          onCancel={leave}
          onAdd={(words) => {
            noteRemarks(incidentId, revision, [...remarks, { text: words, ...place }])
            leave()
          }}
        />
      )}
      {open && (
        <p id={`${id}-hint`} className="small quiet">
          {card.remarkHint}
        </p>
      )}
    </>
  )
}

type FormProps = {
  readonly quote: string
  readonly field: RefObject<HTMLInputElement | null>
  readonly onAdd: (text: string) => void
  readonly onCancel: () => void
}

function RemarkForm({ quote, field, onAdd, onCancel }: FormProps) {
  const { card, shell } = useWords()
  const [words, setWords] = useState('')
  const short = quote.length > 60 ? `${quote.slice(0, 57)}…` : quote
  const add = () => words.trim() !== '' && onAdd(words.trim())
  return (
    <div className={styles.remarkForm}>
      <label>
        <span className="small quiet">
          {card.remark} {card.remarkPlace(short)}
        </span>
        <input
          ref={field}
          value={words}
          maxLength={2000}
          onChange={(event) => setWords(event.target.value)}
          onKeyDown={(event) => {
            if (event.code === 'Enter') add()
            if (event.code === 'Escape') onCancel()
            if (event.code !== 'Enter' && event.code !== 'Escape') return
            event.preventDefault()
            event.stopPropagation()
          }}
        />
      </label>
      <Button variant="default" onClick={add} disabled={words.trim() === ''}>
        {card.addRemark}
      </Button>
      <Button variant="subtle" onClick={onCancel}>
        {shell.cancel}
      </Button>
    </div>
  )
}
