import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { useGiveCommand } from '../commands/give-command.ts'
import { directoryQuery } from '../session/session.tsx'
import { SelectField } from '../controls/field.tsx'
import { useWords } from '../words/words.tsx'
import type { ActionDialogProps } from './action.ts'
import { ActionForm } from './action-form.tsx'
import { ReasonField } from './reason-field.tsx'

/** Not ours: back to the curator, with the reason and, where it is known, whose it is (S-5). */
export function ReturnDialog({ card, row, onClose }: ActionDialogProps) {
  const words = useWords()
  const give = useGiveCommand()
  const units = useQuery(directoryQuery).data?.units ?? []
  const [reason, setReason] = useState('')
  const [unitId, setUnitId] = useState('')
  const [wrong, setWrong] = useState(false)
  const submit = () => {
    if (reason.trim() === '') return setWrong(true)
    onClose()
    void give(row, { type: 'return', reason: reason.trim(), suggestedUnitId: unitId || null })
  }
  return (
    <ActionForm title={words.card.returnTitle} card={card} submit={words.actions.return} onSubmit={submit} onClose={onClose}>
      <ReasonField label={words.card.returnReason} value={reason} tried={wrong} first onChange={setReason} />
      <SelectField label={words.card.returnUnit} value={unitId} onChange={(event) => setUnitId(event.target.value)}>
        <option value="">—</option>
        {units
          .filter((unit) => unit.executes && unit.active && card.row.holders.every(({ id }) => id !== unit.id))
          .map((unit) => (
            <option key={unit.id} value={unit.id}>
              {unit.short}
            </option>
          ))}
      </SelectField>
    </ActionForm>
  )
}
