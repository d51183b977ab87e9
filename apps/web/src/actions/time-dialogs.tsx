import { useState } from 'react'
import type { ObligationView } from '@otklik/contract'
import { useGiveCommand } from '../commands/give-command.ts'
import { serverNow } from '../live/clock.ts'
import { useSession } from '../session/session.tsx'
import { SelectField } from '../controls/field.tsx'
import { localInput, momentOf } from '../words/moments.ts'
import { useWords } from '../words/words.tsx'
import type { ActionDialogProps } from './action.ts'
import { ActionForm } from './action-form.tsx'
import { ReasonField } from './reason-field.tsx'
import { type Clock, TermFields, wholeAmount, type WrittenTerm } from './term-fields.tsx'

const twoHours: WrittenTerm = { clock: 'wh', count: '2', date: '' }

/** The executor asks for more time: how much and why; both stay in the record. */
export function AskForTimeDialog({ card, row, onClose }: ActionDialogProps) {
  const words = useWords()
  const give = useGiveCommand()
  const [term, setTerm] = useState(twoHours)
  const [reason, setReason] = useState('')
  const [wrong, setWrong] = useState(false)
  const amount = wholeAmount(term.count)
  const submit = () => {
    if (amount === null || reason.trim() === '') return setWrong(true)
    onClose()
    void give(row, { type: 'askForTime', term: `+${amount}${term.clock}`, reason: reason.trim() })
  }
  return (
    <ActionForm title={words.card.askTitle} card={card} submit={words.actions.askForTime} onSubmit={submit} onClose={onClose}>
      <TermFields
        value={term}
        error={wrong && amount === null ? words.card.amountWrong : undefined}
        onChange={(change) => setTerm({ ...term, ...change })}
      />
      <ReasonField label={words.card.askReason} value={reason} tried={wrong} onChange={setReason} />
    </ActionForm>
  )
}

/** The curator sets another term for a running norm: an amount (G-8, L-14), or the moment given from outside (D-4.3b). */
export function SetTermDialog({ card, row, onClose }: ActionDialogProps) {
  const words = useWords()
  const give = useGiveCommand()
  const { timezone } = useSession().organisation
  const [norm, setNorm] = useState<ObligationView['norm']>(card.settableNorms[0] ?? 'draft')
  const asked = card.timeAsked !== null && card.moreTime === 'setTerm'
  // A term that the act leaves to others (D-4.3b) comes from them as a date.
  const fromOutside = card.awaitedTerms.some((one) => one.norm === norm)
  const [term, setTerm] = useState(
    fromOutside || asked ? { ...twoHours, clock: 'date' as Clock, date: localInput(endOf(norm), timezone) } : twoHours,
  )
  const [reason, setReason] = useState(asked ? (card.timeAsked?.reason ?? '') : '')
  const [wrong, setWrong] = useState(false)
  const amount = wholeAmount(term.count)
  const due = momentOf(term.date, timezone)
  const dated = term.clock === 'date'
  const missing = dated ? due === null || due <= serverNow() : amount === null
  const submit = () => {
    if (missing || reason.trim() === '') return setWrong(true)
    onClose()
    const given = dated && due !== null ? { due } : { term: `+${amount}${term.clock}` }
    void give(row, { type: 'setTerm', norm, ...given, reason: reason.trim() })
  }
  return (
    <ActionForm title={words.card.setTermTitle} card={card} submit={words.actions.setTerm} onSubmit={submit} onClose={onClose}>
      <SelectField label={words.terms.norm} value={norm} onChange={(event) => setNorm(event.target.value as ObligationView['norm'])}>
        {card.settableNorms.map((one) => (
          <option key={one} value={one}>
            {words.terms.norms[one]}
          </option>
        ))}
      </SelectField>
      <TermFields
        value={term}
        dated
        error={wrong && missing ? (dated ? words.card.dateWrong : words.card.amountWrong) : undefined}
        onChange={(change) =>
          // A date begins at what the term is now: it is easier to move than to write.
          setTerm({
            ...term,
            ...(change.clock === 'date' && term.date === '' ? { date: localInput(endOf(norm), timezone) } : {}),
            ...change,
          })
        }
      />
      <ReasonField label={words.card.reason} value={reason} tried={wrong} onChange={setReason} />
    </ActionForm>
  )

  function endOf(of: ObligationView['norm']): number {
    // What the executor asks for stands there already.
    if (card.timeAsked?.until != null && card.moreTime === 'setTerm') return card.timeAsked.until
    const running = card.obligations.find((one) => one.norm === of && one.status === 'pending')?.due
    // Where nothing runs: three days on, at a whole hour.
    return running ?? Math.ceil(serverNow() / 3_600_000) * 3_600_000 + 3 * 86_400_000
  }
}
