import { useState } from 'react'
import { Button } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import type { IncidentCard, RevisionView } from '@otklik/contract'
import { useNow } from '../live/clock.ts'
import { useSession } from '../session/session.tsx'
import { near } from '../words/moments.ts'
import { useWords } from '../words/words.tsx'
import { Amend } from './amend.tsx'
import { Differences } from './differences.tsx'
import { AttachedFiles } from './photos.tsx'
import { noteRemarks, useNotedRemarks, type Remark } from './remarks-desk.ts'
import { RevisionText } from './revision-text.tsx'
import styles from './revision.module.css'

/** One revision: who wrote it and when, its text (or what changed in it), files, remarks, and what became of it. */
export function Revision({ card, revision }: { card: IncidentCard; revision: RevisionView }) {
  const words = useWords()
  const { organisation } = useSession()
  const now = useNow()
  const before = card.revisions.find((one) => one.number === revision.number - 1)
  const [differences, setDifferences] = useState(before !== undefined && revision.outcome === 'pending')
  const open = revision.outcome === 'pending' && card.actions.some((one) => one.action === 'sendBack' && one.allowed)
  const [amending, setAmending] = useState(false)
  const newest = card.revisions.at(-1)?.number === revision.number
  const mayAmend = newest && card.actions.some((one) => one.action === 'amendDraft' && one.allowed)
  const noted = useNotedRemarks(card.row.id, revision.number)
  const remarks = [...revision.remarks, ...(open ? noted : [])]
  return (
    <article className={styles.revision} aria-label={words.card.revision(revision.number)}>
      <header className={styles.head}>
        <span className="strong">{words.card.revisionShort(revision.number)}</span>
        <span>{words.card.kinds[revision.kind]}</span>
        <span className={styles.outcome} data-outcome={revision.outcome}>
          {words.card.outcome[revision.outcome]}
        </span>
        <span className="quiet small">
          {[revision.unit?.name, words.card.by(revision.by.name, near(revision.at, words.locale, organisation.timezone, now))]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </header>
      {before !== undefined && (
        <label className={styles.differences}>
          <input id="differences" type="checkbox" checked={differences} onChange={(event) => setDifferences(event.target.checked)} />
          {words.card.differences}
        </label>
      )}
      {revision.amends !== null && <p className="small">{words.card.amendedBy(revision.by.name, revision.amends)}</p>}
      {amending ? (
        <Amend card={card} revision={revision} onDone={() => setAmending(false)} />
      ) : differences && before !== undefined ? (
        <Differences before={before.text} after={revision.text} />
      ) : (
        <RevisionText incidentId={card.row.id} revision={revision.number} text={revision.text} remarks={remarks} open={open} />
      )}
      {mayAmend && !amending && (
        <Button id="amend" size="compact-sm" variant="default" onClick={() => setAmending(true)} rightSection={<kbd>E</kbd>}>
          {words.card.amend}
        </Button>
      )}
      <AttachedFiles files={revision.attachments} />
      {remarks.length > 0 && (
        <RemarkList
          text={revision.text}
          remarks={remarks}
          fixed={revision.remarks.length}
          onRemove={(index) =>
            noteRemarks(
              card.row.id,
              revision.number,
              noted.filter((_, place) => place !== index),
            )
          }
        />
      )}
    </article>
  )
}

type ListProps = {
  readonly text: string
  readonly remarks: readonly Remark[]
  /** How many of them are sent already and stay. */
  readonly fixed: number
  readonly onRemove: (index: number) => void
}

/** Remarks with the places they point at; those not sent yet can be taken away. */
export function RemarkList({ text, remarks, fixed, onRemove }: ListProps) {
  const { card } = useWords()
  return (
    <ol className={styles.remarks} aria-label={card.remarks}>
      {remarks.map((remark, index) => {
        const quote = remark.from === undefined || remark.to === undefined ? null : text.slice(remark.from, remark.to)
        return (
          <li key={`${index}-${remark.text}`}>
            <span>
              {remark.text}{' '}
              <span className="quiet small">
                {quote === null || quote === '' ? card.remarkWhole : card.remarkPlace(quote.slice(0, 60))}
              </span>
            </span>
            {index >= fixed && (
              <button type="button" aria-label={card.removeRemark} onClick={() => onRemove(index - fixed)}>
                <IconX size={14} aria-hidden />
              </button>
            )}
          </li>
        )
      })}
    </ol>
  )
}
