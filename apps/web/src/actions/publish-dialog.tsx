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

/** The moment of commitment: after this press the reply stands in the network, and no undo can take it back. */
export function PublishDialog({ card, onClose }: ActionDialogProps) {
  const words = useWords()
  const give = useGiveCommand()
  const [given, setGiven] = useState<Given>({ ticked: new Set(), justifications: [] })
  const revision = revisionAtHand(card)
  if (revision === undefined) return null
  // What was ticked at its approval stands in the record and is not asked for twice.
  const requirements = revision.approvedBy === null ? card.requirements : []
  const where = card.message.delivery === 'network' ? words.card.underMessage : words.card.inPlace
  const submit = () => {
    onClose()
    void give(card.row, { type: 'publish', revision: revision.number, confirmed: [...given.ticked], ...saidOf(given.justifications) })
  }
  return (
    <ActionForm
      title={words.card.publishTitle(revision.number)}
      card={card}
      consequence={words.card.publishConsequence(where)}
      submit={words.card.publishNow}
      closed={!allConfirmed(requirements, revision, given)}
      missing={missingOf(requirements, revision, given, words)}
      onSubmit={submit}
      onClose={onClose}
    >
      <p
        className={styles.quote}
        lang="ru"
        tabIndex={0}
        data-autofocus={(toConfirm(requirements).length === 0 && toJustify(requirements, revision).length === 0) || undefined}
      >
        {revision.text}
      </p>
      <DraftPhotos files={revision.attachments} />
      <Ticks requirements={requirements} revision={revision} given={given} onGive={setGiven} />
    </ActionForm>
  )
}
