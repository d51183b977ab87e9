import { useId, type ReactNode } from 'react'
import type { IncidentCard } from '@otklik/contract'
import { useWords } from '../words/words.tsx'
import { OtherTab } from './other-tab.tsx'
import { RequirementsList } from './requirements-list.tsx'
import type { Reply } from './use-reply.ts'
import styles from './reply-form.module.css'

type Props = {
  readonly card: IncidentCard
  readonly reply: Reply
  /** True while the hands are on the text: others see that somebody writes. */
  readonly onWriting: (writing: boolean) => void
  /** Ctrl+Enter. */
  readonly onSend: () => void
  /** Escape. */
  readonly onLeave?: () => void
  /** Photos, and whatever else belongs between the text and what is asked of it. */
  readonly children: ReactNode
}

/** Where a reply is written, at the desk and on a telephone alike: its kind, the text, what goes with it, what the act asks of it. */
export function ReplyForm({ card, reply, onWriting, onSend, onLeave, children }: Props) {
  const words = useWords()
  const field = useId()
  const { draft, change, kept, restored, empty, over } = reply
  return (
    <div className={styles.form}>
      {card.row.status === 'awaitingAuthor' && <p className="quiet">{words.card.authorSilent}</p>}
      {card.replyKinds.length > 1 && (
        <fieldset className={styles.kinds}>
          <legend className="visually-hidden">{words.card.kind}</legend>
          {card.replyKinds.map(({ kind, clause }) => (
            <label key={kind}>
              <input type="radio" name={`${field}-kind`} checked={draft.kind === kind} onChange={() => change({ kind })} />
              <span>{words.card.kinds[kind]}</span> <span className={styles.clause}>{words.terms.clause(clause)}</span>
            </label>
          ))}
        </fieldset>
      )}
      <OtherTab reply={reply} />
      <label className="visually-hidden" htmlFor="reply-text">
        {words.card.compose}
      </label>
      <textarea
        id="reply-text"
        className={styles.text}
        placeholder={words.card.composePlaceholder}
        value={draft.text}
        spellCheck
        lang="ru"
        dir="auto"
        aria-describedby={`${field}-length`}
        aria-invalid={over > 0}
        onFocus={() => onWriting(true)}
        onBlur={() => onWriting(false)}
        onChange={(event) => change({ text: event.target.value })}
        onKeyDown={(event) => {
          const sends = event.code === 'Enter' && (event.ctrlKey || event.metaKey)
          const leaves = event.code === 'Escape' && onLeave !== undefined
          if (!sends && !leaves) return
          event.preventDefault()
          if (sends) onSend()
          else onLeave?.()
        }}
      />
      <div className={styles.under}>
        <span role="status">{restored ? words.card.draftRestored : kept && !empty ? words.card.saved : ''}</span>
        <span id={`${field}-length`} className={styles.length} data-over={over > 0 || undefined}>
          {over > 0 ? words.card.tooLong(over) : words.card.length(draft.text.length, card.maxReplyLength)}
        </span>
      </div>
      {children}
      <RequirementsList
        requirements={card.requirements}
        text={draft.text}
        longest={card.maxReplyLength}
        justifications={draft.justifications}
        onJustify={(justifications) => change({ justifications })}
        ticked={draft.confirmed ?? []}
        onTick={(confirmed) => change({ confirmed })}
      />
    </div>
  )
}
