import { useState } from 'react'
import { useAct } from '../../live/act.ts'
import { TextArea } from '../../shell/field.tsx'
import { useWords } from '../../words/words.tsx'
import { noteRemarks, useNotedRemarks } from '../remarks-desk.ts'
import { RemarkList } from '../revision.tsx'
import type { DeedDialogProps } from './deed.ts'
import { DeedForm } from './deed-form.tsx'
import { revisionAtHand } from './revision-at-hand.ts'

/** Back to the executor with remarks: those noted at places in the text, and one to the whole. */
export function SendBackDialog({ card, onClose }: DeedDialogProps) {
  const words = useWords()
  const act = useAct()
  const revision = revisionAtHand(card)
  const noted = useNotedRemarks(card.row.id, revision?.number ?? 0)
  const [whole, setWhole] = useState('')
  const [wrong, setWrong] = useState(false)
  if (revision === undefined) return null
  const submit = () => {
    const text = whole.trim()
    const remarks = [...noted, ...(text === '' ? [] : [{ text }])]
    if (remarks.length === 0) return setWrong(true)
    onClose()
    void act(card.row, { type: 'sendBack', revision: revision.number, remarks }).then((done) => {
      if (done !== null) noteRemarks(card.row.id, revision.number, [])
    })
  }
  return (
    <DeedForm
      title={words.card.sendBackTitle}
      card={card}
      consequence={words.card.sendBackConsequence}
      submit={words.actions.sendBack}
      onSubmit={submit}
      onClose={onClose}
    >
      {noted.length > 0 && (
        <RemarkList
          text={revision.text}
          remarks={noted}
          fixed={0}
          onRemove={(index) =>
            noteRemarks(
              card.row.id,
              revision.number,
              noted.filter((_, place) => place !== index),
            )
          }
        />
      )}
      <TextArea
        label={words.card.remark}
        hint={words.card.remarkWholeHint}
        value={whole}
        maxLength={2000}
        error={wrong && whole.trim() === '' && noted.length === 0 ? words.card.remarkMissing : undefined}
        onChange={(event) => setWhole(event.target.value)}
        data-autofocus
      />
    </DeedForm>
  )
}
