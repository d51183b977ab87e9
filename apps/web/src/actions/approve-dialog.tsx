import { useState } from 'react'
import { useGiveCommand } from '../commands/give-command.ts'
import { useWords } from '../words/words.tsx'
import { allConfirmed, saidOf, toConfirm, toJustify, type Given } from '../reply/requirement-marks.ts'
import type { ActionDialogProps } from './action.ts'
import { ActionForm } from './action-form.tsx'
import { revisionAtHand } from './revision-at-hand.ts'
import styles from './action-form.module.css'
import { DraftPhotos } from './draft-photos.tsx'
import { missingOf } from './missing.ts'
import { Ticks } from './ticks.tsx'

/** Approving one revision. Where the act sends an approved reply out at once, this is the moment of commitment, and it says so. */
export function ApproveDialog({ card, onClose }: ActionDialogProps) {
  const words = useWords()
  const give = useGiveCommand()
  const [given, setGiven] = useState<Given>({ ticked: new Set(), justifications: [] })
  const revision = revisionAtHand(card)
  if (revision === undefined) return null
  const goesOut = card.publishTrigger === 'approval'
  const submit = () => {
    onClose()
    void give(card.row, { type: 'approve', revision: revision.number, confirmed: [...given.ticked], ...saidOf(given.justifications) })
  }
  return (
    <ActionForm
      title={words.card.approveTitle(revision.number)}
      card={card}
      consequence={goesOut ? words.card.approveGoesOut : words.card.approveWaits}
      submit={words.actions.approve}
      closed={!allConfirmed(card.requirements, revision, given)}
      missing={missingOf(card.requirements, revision, given, words)}
      onSubmit={submit}
      onClose={onClose}
    >
      <p
        className={styles.quote}
        lang="ru"
        tabIndex={0}
        data-autofocus={(toConfirm(card.requirements).length === 0 && toJustify(card.requirements, revision).length === 0) || undefined}
      >
        {revision.text}
      </p>
      <DraftPhotos files={revision.attachments} />
      <Ticks requirements={card.requirements} revision={revision} given={given} onGive={setGiven} />
    </ActionForm>
  )
}
