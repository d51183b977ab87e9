import { useState } from 'react'
import { useGiveCommand } from '../commands/give-command.ts'
import { useNow } from '../live/clock.ts'
import { useSession } from '../session/session.tsx'
import { TextField } from '../controls/field.tsx'
import { exact } from '../words/moments.ts'
import { useWords } from '../words/words.tsx'
import { termWords } from '../terms/term-words.ts'
import type { ActionDialogProps } from './action.ts'
import { ActionForm } from './action-form.tsx'
import { ReasonField } from './reason-field.tsx'
import { wholeAmount } from './term-fields.tsx'

/** The curator extends a term (D-4.3a): the whole new term, counted from its start as the act counts it, up to what the act lets. */
export function ExtendDialog({ card, row, onClose }: ActionDialogProps) {
  const words = useWords()
  const give = useGiveCommand()
  const now = useNow()
  const { timezone } = useSession().organisation
  const { extension, timeAsked } = card
  const [, most = '', unit = ''] = /^\+(\d+)([a-z]+)$/.exec(extension?.to ?? '') ?? []
  // What was asked for stands there already; without a request the most that the act lets.
  const [count, setCount] = useState(/^\+(\d+)/.exec(extension?.asked ?? '')?.[1] ?? most)
  const [reason, setReason] = useState(timeAsked?.reason ?? '')
  const [wrong, setWrong] = useState(false)
  const amount = wholeAmount(count)
  const fits = amount !== null && amount <= Number(most)
  const submit = () => {
    if (!fits || reason.trim() === '') return setWrong(true)
    onClose()
    void give(row, { type: 'extendTerm', term: `+${amount}${unit}`, reason: reason.trim() })
  }
  const said = (moment: number) => exact(moment, words.locale, timezone, now)
  return (
    <ActionForm
      title={words.card.extendTitle}
      card={card}
      closed={extension === null}
      submit={words.actions.extendTerm}
      onSubmit={submit}
      onClose={onClose}
    >
      {extension === null ? (
        <p>{words.card.extendNothing}</p>
      ) : (
        <>
          <p>
            <span className="strong">{words.terms.norms[extension.norm]}</span>{' '}
            {words.card.extendNow(said(extension.start), said(extension.due))}
          </p>
          <TextField
            label={words.card.extendAmount(unit)}
            hint={words.card.extendMost(termWords(extension.to, words), said(extension.until), words.terms.clause(extension.clause))}
            type="number"
            min={1}
            max={Number(most)}
            value={count}
            error={wrong && !fits ? words.card.extendWrong(Number(most)) : undefined}
            onChange={(event) => setCount(event.target.value)}
            data-autofocus
          />
        </>
      )}
      <ReasonField label={words.card.extendReason} value={reason} tried={wrong} onChange={setReason} />
    </ActionForm>
  )
}
