import { Tick } from '../../shell/field.tsx'
import { useWords } from '../../words/words.tsx'
import { toConfirm, type Requirement } from '../requirement-checks.ts'
import styles from './deed-form.module.css'

type Props = {
  readonly requirements: readonly Requirement[]
  readonly ticked: ReadonlySet<string>
  readonly onTick: (ticked: Set<string>) => void
}

/** What only a person can check, ticked by the one who lets the reply out; it stands in the record. */
export function Ticks({ requirements, ticked, onTick }: Props) {
  const words = useWords()
  const manual = toConfirm(requirements)
  if (manual.length === 0) return null
  return (
    <fieldset className={styles.ticks}>
      <legend>{words.card.confirmManual}</legend>
      {manual.map((one, index) => (
        <Tick
          key={one.id}
          checked={ticked.has(one.id)}
          data-autofocus={index === 0 || undefined}
          onChange={(event) => {
            const next = new Set(ticked)
            if (event.target.checked) next.add(one.id)
            else next.delete(one.id)
            onTick(next)
          }}
        >
          {one.text[words.locale]}{' '}
          <span className="quiet small">
            {words.terms.clause(one.clause)} · {one.weight === 'stop' ? words.card.stop : words.card.advise}
          </span>
        </Tick>
      ))}
    </fieldset>
  )
}
