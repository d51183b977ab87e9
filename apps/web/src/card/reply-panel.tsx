import { useState } from 'react'
import type { IncidentCard, QueueRow } from '@otklik/contract'
import { useWords } from '../words/words.tsx'
import { Composer } from '../reply/composer.tsx'
import { Publication } from '../reply/publication.tsx'
import { RequirementsList } from '../reply/requirements-list.tsx'
import { Revision } from '../reply/revision.tsx'
import panel from '../styles/column.module.css'
import styles from '../reply/revision.module.css'

/** Ways in which a case ends without a word in the network. */
const finished = new Set<QueueRow['status']>(['declined', 'redirected', 'closed'])

/** Beside the message: what has been written, what became of it, and where to write next. */
export function ReplyPanel({ card, onWriting }: { card: IncidentCard; onWriting: (writing: boolean) => void }) {
  const words = useWords()
  const last = card.revisions.at(-1)
  const [chosen, setChosen] = useState<number | null>(null)
  const shown = card.revisions.find((one) => one.number === chosen) ?? last
  const mayWrite = card.actions.some((one) => one.action === 'submitDraft' && one.allowed)
  const next = (['received', 'selected', 'routed'] as const).find((status) => status === card.row.status)
  const over = finished.has(card.row.status)
  return (
    <section className={panel.column} aria-labelledby="reply-heading">
      <h2 id="reply-heading" tabIndex={-1}>
        {words.card.reply}
      </h2>
      {card.publications.toReversed().map((publication) => (
        <Publication key={publication.id} card={card} publication={publication} />
      ))}
      {card.revisions.length > 1 && (
        <div className={styles.tabs} role="group" aria-labelledby="revisions-heading">
          <span id="revisions-heading">{words.card.revisions}</span>
          {card.revisions.map(({ number }) => (
            <button
              key={number}
              type="button"
              aria-label={words.card.revision(number)}
              aria-pressed={number === shown?.number}
              onClick={() => setChosen(number)}
            >
              {number}
            </button>
          ))}
        </div>
      )}
      {shown !== undefined && <Revision key={`${shown.number}-${shown.outcome}`} card={card} revision={shown} />}
      {shown?.outcome === 'pending' && !mayWrite && (
        <RequirementsList
          requirements={card.requirements}
          text={shown.text}
          longest={card.maxReplyLength}
          states={shown.requirementStates}
        />
      )}
      {mayWrite && <Composer key={card.revisions.length} card={card} onWriting={onWriting} />}
      {!mayWrite && last === undefined && (
        <p className="quiet">
          {over ? words.card.beforeReply.over : `${words.card.noReply} ${next === undefined ? '' : words.card.beforeReply[next]}`}
        </p>
      )}
    </section>
  )
}
