import { useState } from 'react'
import { useGiveCommand } from '../commands/give-command.ts'
import { useWords } from '../words/words.tsx'
import type { ActionDialogProps } from './action.ts'
import { ActionForm } from './action-form.tsx'
import { ReasonField } from './reason-field.tsx'

/** The curator's no to a request for time: the executor reads the reason, the term stays. */
export function DenyTimeDialog({ card, row, onClose }: ActionDialogProps) {
  const words = useWords()
  const give = useGiveCommand()
  const [reason, setReason] = useState('')
  const [wrong, setWrong] = useState(false)
  const submit = () => {
    if (reason.trim() === '') return setWrong(true)
    onClose()
    void give(row, { type: 'denyTime', reason: reason.trim() })
  }
  return (
    <ActionForm
      title={words.card.denyTitle}
      card={card}
      consequence={words.card.denyConsequence}
      submit={words.actions.denyTime}
      onSubmit={submit}
      onClose={onClose}
    >
      <ReasonField label={words.card.denyReason} value={reason} tried={wrong} first onChange={setReason} />
    </ActionForm>
  )
}
