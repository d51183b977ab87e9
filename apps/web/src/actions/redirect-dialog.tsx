import { useState } from 'react'
import { useGiveCommand } from '../commands/give-command.ts'
import { SelectField, TextField } from '../controls/field.tsx'
import { useWords } from '../words/words.tsx'
import type { ActionDialogProps } from './action.ts'
import { ActionForm } from './action-form.tsx'
import { ReasonField } from './reason-field.tsx'

type Destination = 'other-organisation' | 'formal-appeal'

/** Out of this process: to another organisation (E-4), or to the office of formal appeals under 59-FZ (L-2, G-2). */
export function RedirectDialog({ card, row, onClose }: ActionDialogProps) {
  const words = useWords()
  const give = useGiveCommand()
  const [destination, setDestination] = useState<Destination>('other-organisation')
  const [to, setTo] = useState('')
  const [reason, setReason] = useState('')
  const [wrong, setWrong] = useState(false)
  const submit = () => {
    if (to.trim() === '' || reason.trim() === '') return setWrong(true)
    onClose()
    void give(row, { type: 'redirect', destination, to: to.trim(), reason: reason.trim() })
  }
  return (
    <ActionForm
      title={words.card.redirectTitle}
      card={card}
      consequence={words.card.redirectConsequence}
      submit={words.actions.redirect}
      onSubmit={submit}
      onClose={onClose}
    >
      <SelectField
        label={words.card.redirectTitle}
        value={destination}
        onChange={(event) => setDestination(event.target.value as Destination)}
        data-autofocus
      >
        {(['other-organisation', 'formal-appeal'] as const).map((one) => (
          <option key={one} value={one}>
            {words.card.destination[one]}
          </option>
        ))}
      </SelectField>
      <TextField
        label={words.card.redirectTo}
        value={to}
        maxLength={300}
        error={wrong && to.trim() === '' ? words.card.reasonMissing : undefined}
        onChange={(event) => setTo(event.target.value)}
      />
      <ReasonField label={words.card.redirectReason} value={reason} tried={wrong} onChange={setReason} />
    </ActionForm>
  )
}
