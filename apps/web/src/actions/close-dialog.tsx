import { useState } from 'react'
import { useGiveCommand } from '../commands/give-command.ts'
import { SelectField, TextArea } from '../controls/field.tsx'
import { useWords } from '../words/words.tsx'
import type { ActionDialogProps } from './action.ts'
import { ActionForm } from './action-form.tsx'

/** Closing with one of the reasons that stand open for this incident. */
export function CloseDialog({ card, row, onClose }: ActionDialogProps) {
  const words = useWords()
  const give = useGiveCommand()
  const [reason, setReason] = useState(card.closeReasons[0])
  const [note, setNote] = useState('')
  const submit = () => {
    if (reason === undefined) return
    onClose()
    void give(row, { type: 'close', reason, note: note.trim() })
  }
  return (
    <ActionForm
      title={words.card.closeTitle}
      card={card}
      submit={words.actions.close}
      closed={reason === undefined}
      onSubmit={submit}
      onClose={onClose}
    >
      <SelectField
        label={words.card.reason}
        value={reason}
        onChange={(event) => setReason(event.target.value as typeof reason)}
        data-autofocus
      >
        {card.closeReasons.map((one) => (
          <option key={one} value={one}>
            {words.card.closeReasons[one]}
          </option>
        ))}
      </SelectField>
      <TextArea label={words.card.note} value={note} maxLength={2000} onChange={(event) => setNote(event.target.value)} />
    </ActionForm>
  )
}
