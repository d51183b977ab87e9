import { SelectField, TextField } from '../controls/field.tsx'
import { useWords } from '../words/words.tsx'
import styles from './action-form.module.css'

export type Clock = 'wh' | 'wd' | 'date'

/** A term as it is being written: an amount of a clock, or a moment that was given from outside. */
export type WrittenTerm = { readonly clock: Clock; readonly count: string; readonly date: string }

/** A whole amount from 1 to 99; null for anything else. */
export const wholeAmount = (count: string): number | null => (/^[1-9]\d?$/.test(count) ? Number(count) : null)

type Props = {
  readonly value: WrittenTerm
  readonly error: string | undefined
  /** Where the act lets a date be given, the choice has it. */
  readonly dated?: boolean
  readonly onChange: (change: Partial<WrittenTerm>) => void
}

/** A term as two small fields: how many, of what; or until when. */
export function TermFields({ value: { clock, count, date }, error, dated = false, onChange }: Props) {
  const words = useWords()
  const units = dated ? (['wh', 'wd', 'date'] as const) : (['wh', 'wd'] as const)
  return (
    <div className={styles.pair}>
      {clock === 'date' ? (
        <TextField
          label={words.card.until}
          type="datetime-local"
          value={date}
          error={error}
          onChange={(event) => onChange({ date: event.target.value })}
          data-autofocus
        />
      ) : (
        <TextField
          label={words.card.amount}
          type="number"
          min={1}
          max={99}
          value={count}
          error={error}
          onChange={(event) => onChange({ count: event.target.value })}
          data-autofocus
        />
      )}
      <SelectField label={words.card.countedIn} value={clock} onChange={(event) => onChange({ clock: event.target.value as Clock })}>
        {units.map((unit) => (
          <option key={unit} value={unit}>
            {words.card.termUnits[unit]}
          </option>
        ))}
      </SelectField>
    </div>
  )
}
