import { useState } from 'react'
import type { ObligationView } from '@otklik/contract'
import { useAct } from '../../live/act.ts'
import { SelectField, TextArea, TextField } from '../../shell/field.tsx'
import { useWords } from '../../words/words.tsx'
import type { DeedDialogProps } from './deed.ts'
import { DeedForm } from './deed-form.tsx'
import styles from './deed-form.module.css'

type Clock = 'wh' | 'wd'

/** A term as two small fields: how many, of what. */
function TermFields({
  count,
  clock,
  onCount,
  onClock,
}: {
  count: string
  clock: Clock
  onCount: (count: string) => void
  onClock: (clock: Clock) => void
}) {
  const words = useWords()
  return (
    <div className={styles.pair}>
      <TextField
        label={words.card.amount}
        type="number"
        min={1}
        max={99}
        value={count}
        onChange={(event) => onCount(event.target.value)}
        data-autofocus
      />
      <SelectField label={words.card.askTerm} value={clock} onChange={(event) => onClock(event.target.value as Clock)}>
        <option value="wh">{words.card.termUnits.wh}</option>
        <option value="wd">{words.card.termUnits.wd}</option>
      </SelectField>
    </div>
  )
}

const whole = (count: string) => (/^[1-9]\d?$/.test(count) ? Number(count) : null)

/** The executor asks for more time, or the curator gives it: how much and why; both stay in the record. */
export function TimeDialog({ card, row, deed, onClose }: DeedDialogProps & { deed: 'askForTime' | 'extendTerm' }) {
  const words = useWords()
  const act = useAct()
  const asked = deed === 'extendTerm' ? /^\+(\d+)(wh|wd)$/.exec(card.timeAsked?.term ?? '') : null
  const [count, setCount] = useState(asked?.[1] ?? '2')
  const [clock, setClock] = useState<Clock>((asked?.[2] as Clock | undefined) ?? 'wh')
  const [reason, setReason] = useState(deed === 'extendTerm' ? (card.timeAsked?.reason ?? '') : '')
  const [wrong, setWrong] = useState(false)
  const submit = () => {
    const amount = whole(count)
    if (amount === null || reason.trim() === '') return setWrong(true)
    onClose()
    void act(row, { type: deed, term: `+${amount}${clock}`, reason: reason.trim() })
  }
  return (
    <DeedForm
      title={deed === 'askForTime' ? words.card.askTitle : words.card.extendTitle}
      card={card}
      submit={words.actions[deed]}
      onSubmit={submit}
      onClose={onClose}
    >
      <TermFields count={count} clock={clock} onCount={setCount} onClock={setClock} />
      <TextArea
        label={deed === 'askForTime' ? words.card.askReason : words.card.extendReason}
        value={reason}
        maxLength={2000}
        error={wrong && reason.trim() === '' ? words.card.reasonMissing : undefined}
        onChange={(event) => setReason(event.target.value)}
      />
    </DeedForm>
  )
}

/** The curator sets another term for a running norm (G-8, L-14). */
export function SetTermDialog({ card, row, onClose }: DeedDialogProps) {
  const words = useWords()
  const act = useAct()
  const [norm, setNorm] = useState<ObligationView['norm']>(card.settableNorms[0] ?? 'draft')
  const [count, setCount] = useState('2')
  const [clock, setClock] = useState<Clock>('wh')
  const [reason, setReason] = useState('')
  const [wrong, setWrong] = useState(false)
  const submit = () => {
    const amount = whole(count)
    if (amount === null || reason.trim() === '') return setWrong(true)
    onClose()
    void act(row, { type: 'setTerm', norm, term: `+${amount}${clock}`, reason: reason.trim() })
  }
  return (
    <DeedForm title={words.card.setTermTitle} card={card} submit={words.actions.setTerm} onSubmit={submit} onClose={onClose}>
      <SelectField label={words.terms.norm} value={norm} onChange={(event) => setNorm(event.target.value as ObligationView['norm'])}>
        {card.settableNorms.map((one) => (
          <option key={one} value={one}>
            {words.terms.norms[one]}
          </option>
        ))}
      </SelectField>
      <TermFields count={count} clock={clock} onCount={setCount} onClock={setClock} />
      <TextArea
        label={words.card.reason}
        value={reason}
        maxLength={2000}
        error={wrong && reason.trim() === '' ? words.card.reasonMissing : undefined}
        onChange={(event) => setReason(event.target.value)}
      />
    </DeedForm>
  )
}
