import { useId } from 'react'
import { Button } from '@mantine/core'
import type { IncidentCard } from '@otklik/contract'
import { BeforeSending } from '../reply/before-sending.tsx'
import { ReplyForm } from '../reply/reply-form.tsx'
import { saidOf, tickedOf } from '../reply/requirement-marks.ts'
import { useReply } from '../reply/use-reply.ts'
import { useWords } from '../words/words.tsx'
import { putOut } from './deliver.ts'
import { TaskPhotos } from './task-photos.tsx'
import { usePhotos } from './use-photos.ts'
import { noteAttempt, useWaiting } from './waiting.ts'
import styles from './reply-desk.module.css'

type Props = { readonly card: IncidentCard; readonly onWriting: (writing: boolean) => void; readonly onSent: () => void }

/** Where an executor answers, on a telephone first: kind, text, camera, and one big press. What is typed survives everything. */
export function ReplyDesk({ card, onWriting, onSent }: Props) {
  const words = useWords()
  const field = useId()
  const reply = useReply(card)
  const { draft, change, forget } = reply
  const { attempt, kept: waitingKept } = useWaiting(card.row.id)
  const most = card.maxReplyPhotos
  const photos = usePhotos(card.row.id, { most, attached: draft.attachments.length }, (ref) => {
    change({ attachments: [...draft.attachments.filter(({ id }) => id !== ref.id), ref] })
  })
  // Photos that wait for a line go with the reply too.
  const sendable = reply.sendable && draft.attachments.length + photos.waiting.length <= most
  const refused = typeof attempt === 'object' ? attempt : null

  const send = async () => {
    if (!sendable) return
    const { kind, text, attachments, justifications, confirmed } = draft
    const { number, version } = card.row
    const outgoing = {
      key: crypto.randomUUID(),
      number,
      version,
      kind,
      text,
      attachments,
      ...saidOf(justifications),
      ...tickedOf(confirmed),
    }
    // First onto the disk as a reply on its way, then out of the draft: at no moment is it nowhere.
    await putOut(card.row.id, outgoing)
    noteAttempt(card.row.id, 'sending')
    await forget()
    onSent()
  }
  return (
    <section className={styles.desk} aria-labelledby={`${field}-title`}>
      <h3 id={`${field}-title`}>{words.tasks.write}</h3>
      {refused !== null && (
        <div role="alert" className={styles.refused}>
          <p className="strong">{words.tasks.refused}</p>
          <p>
            {refused.text[words.locale]} {refused.clause !== null && words.terms.clause(refused.clause)}
          </p>
          <p>{words.tasks.refusedCure}</p>
        </div>
      )}
      <ReplyForm card={card} reply={reply} onWriting={onWriting} onSend={() => void send()}>
        {!waitingKept && <p className={styles.trouble}>{words.tasks.notKept}</p>}
        <TaskPhotos
          files={draft.attachments}
          most={most}
          desk={photos}
          onRemove={(id) => change({ attachments: draft.attachments.filter((one) => one.id !== id) })}
        />
      </ReplyForm>
      <BeforeSending card={card} reply={reply} />
      <div className={styles.send}>
        <Button size="lg" fullWidth disabled={!sendable} onClick={() => void send()}>
          {words.tasks.send}
        </Button>
        <p className="quiet small">{words.releasePath[card.regulation.releasePath].reads}</p>
      </div>
    </section>
  )
}
