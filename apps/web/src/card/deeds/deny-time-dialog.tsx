import { useState } from 'react'
import { useAct } from '../../live/act.ts'
import { useWords } from '../../words/words.tsx'
import type { DeedDialogProps } from './deed.ts'
import { DeedForm } from './deed-form.tsx'
import { ReasonField } from './reason-field.tsx'

/** The curator's no to a request for time: the executor reads the reason, the term stays. */
export function DenyTimeDialog({ card, row, onClose }: DeedDialogProps) {
  const words = useWords()
  const act = useAct()
  const [reason, setReason] = useState('')
  const [wrong, setWrong] = useState(false)
  const submit = () => {
    if (reason.trim() === '') return setWrong(true)
    onClose()
    void act(row, { type: 'denyTime', reason: reason.trim() })
  }
  return (
    <DeedForm
      title={words.card.denyTitle}
      card={card}
      consequence={words.card.denyConsequence}
      submit={words.actions.denyTime}
      onSubmit={submit}
      onClose={onClose}
    >
      <ReasonField label={words.card.denyReason} value={reason} tried={wrong} first onChange={setReason} />
    </DeedForm>
  )
}
