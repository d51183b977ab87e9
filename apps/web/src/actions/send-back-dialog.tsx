import { useState } from 'react'
import { useGiveCommand } from '../commands/give-command.ts'
import { TextArea } from '../controls/field.tsx'
import { useWords } from '../words/words.tsx'
import { noteRemarks, useNotedRemarks } from '../reply/remarks-desk.ts'
import { RemarkList } from '../reply/revision.tsx'
import type { ActionDialogProps } from './action.ts'
import { ActionForm } from './action-form.tsx'
import { revisionAtHand } from './revision-at-hand.ts'

/** Back to the executor with remarks: those noted at places in the text, and one to the whole. */
export function SendBackDialog({ card, onClose }: ActionDialogProps) {
  const words = useWords()
  const give = useGiveCommand()
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
    void give(card.row, { type: 'sendBack', revision: revision.number, remarks }).then((done) => {
      if (done !== null) noteRemarks(card.row.id, revision.number, [])
    })
  }
  return (
    <ActionForm
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
    </ActionForm>
  )
}
