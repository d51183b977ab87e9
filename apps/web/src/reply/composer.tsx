import { useEffect, useState } from 'react'
import { Button } from '@mantine/core'
import type { IncidentCard } from '@otklik/contract'
import { useGiveCommand } from '../commands/give-command.ts'
import { useWords } from '../words/words.tsx'
import { BeforeSending } from './before-sending.tsx'
import { Photos } from './photos.tsx'
import { saidOf, tickedOf } from './requirement-marks.ts'
import { ReplyForm } from './reply-form.tsx'
import { useReply } from './use-reply.ts'
import styles from './composer.module.css'

/** A reply written at the desk, beside the message: sent over a line that stands, confirmed at once. Nothing typed is lost. */
export function Composer({ card, onWriting }: { card: IncidentCard; onWriting: (writing: boolean) => void }) {
  const words = useWords()
  const give = useGiveCommand()
  const [sending, setSending] = useState(false)
  const reply = useReply(card)
  const { draft, change, empty, sendable, forget } = reply
  useEffect(() => () => onWriting(false), [onWriting])

  const send = async () => {
    if (!sendable || sending) return
    setSending(true)
    const { kind, text, attachments, justifications, confirmed } = draft
    const command = { type: 'submitDraft' as const, kind, text, attachments: [...attachments], ...saidOf(justifications) }
    const answer = await give(card.row, { ...command, ...tickedOf(confirmed) })
    setSending(false)
    if (answer !== null) await forget()
  }
  const leave = () => document.getElementById('card-title')?.focus()
  return (
    <div className={styles.composer}>
      <ReplyForm card={card} reply={reply} onWriting={onWriting} onSend={() => void send()} onLeave={leave}>
        <Photos files={draft.attachments} most={card.maxReplyPhotos} onChange={(attachments) => change({ attachments })} />
      </ReplyForm>
      <BeforeSending card={card} reply={reply} />
      <div className={styles.send}>
        <Button
          onClick={() => void send()}
          disabled={!sendable}
          loading={sending}
          rightSection={<kbd className={styles.kbd}>Ctrl+Enter</kbd>}
        >
          {words.releasePath[card.regulation.releasePath].handIn}
        </Button>
        <span className="quiet small">{words.releasePath[card.regulation.releasePath].reads}</span>
        {!empty && (
          <Button variant="subtle" onClick={() => void forget()}>
            {words.card.discardDraft}
          </Button>
        )}
      </div>
    </div>
  )
}
