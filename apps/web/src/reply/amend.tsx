import { useLayoutEffect, useRef, useState } from 'react'
import { Button } from '@mantine/core'
import type { IncidentCard, RevisionView } from '@otklik/contract'
import { useGiveCommand } from '../commands/give-command.ts'
import { useWords } from '../words/words.tsx'
import styles from './reply-form.module.css'

type Props = { readonly card: IncidentCard; readonly revision: RevisionView; readonly onDone: () => void }

/** A comma mended where the draft is read: saved as a revision of the reader's own, with its differences. */
export function Amend({ card, revision, onDone }: Props) {
  const words = useWords()
  const give = useGiveCommand()
  const field = useRef<HTMLTextAreaElement>(null)
  // Whoever asked to mend has asked for the field.
  useLayoutEffect(() => field.current?.focus(), [])
  const [text, setText] = useState(revision.text)
  const over = text.length - card.maxReplyLength
  const open = text.trim() !== '' && text !== revision.text && over <= 0
  const leave = () => {
    onDone()
    document.getElementById('card-title')?.focus()
  }
  const save = () => {
    if (!open) return
    void give(card.row, { type: 'amendDraft', revision: revision.number, text: text.trim() }).then((done) => done !== null && leave())
  }
  return (
    <div className={styles.form}>
      <label className="visually-hidden" htmlFor="reply-text">
        {words.card.amend}
      </label>
      <textarea
        id="reply-text"
        className={styles.text}
        value={text}
        spellCheck
        lang="ru"
        dir="auto"
        ref={field}
        aria-describedby="amend-hint"
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          const saves = event.code === 'Enter' && (event.ctrlKey || event.metaKey)
          if (!saves && event.code !== 'Escape') return
          event.preventDefault()
          event.stopPropagation()
          if (saves) save()
          else leave()
        }}
      />
      <p id="amend-hint" className="small quiet">
        {over > 0 ? words.card.tooLong(over) : words.card.amendHint}
      </p>
      <div>
        <Button onClick={save} disabled={!open}>
          {words.card.amendSave}
        </Button>{' '}
        <Button variant="subtle" color="gray" onClick={leave}>
          {words.shell.cancel}
        </Button>
      </div>
    </div>
  )
}
