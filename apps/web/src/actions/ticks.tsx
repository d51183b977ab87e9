import type { RevisionView } from '@otklik/contract'
import { Tick } from '../controls/field.tsx'
import { useWords } from '../words/words.tsx'
import { reasonFor, sentMarks, toConfirm, toJustify, withReason, type Given, type Requirement } from '../reply/requirement-marks.ts'
import { JustifyWords, WarnedPlaces } from '../reply/warned-words.tsx'
import styles from './action-form.module.css'

type Props = {
  readonly requirements: readonly Requirement[]
  readonly revision: RevisionView
  readonly given: Given
  readonly onGive: (given: Given) => void
}

/**
 * What only a person can check, ticked by the one who lets the reply out, and the words that a check warns about: with the reason that the
 * writer gave, or a field for one. All of it stands in the record.
 */
export function Ticks({ requirements, revision, given, onGive }: Props) {
  const words = useWords()
  const manual = toConfirm(requirements)
  const warned = toJustify(requirements, revision)
  const justified = sentMarks(requirements, revision.requirementStates).filter(({ state }) => state === 'justified')
  return (
    <>
      {justified.map(({ requirement, places, justifications }) => (
        <section key={requirement.id} className={styles.ticks} aria-label={requirement.text[words.locale]}>
          <WarnedPlaces text={revision.text} places={places} />
          {justifications.map((why) => (
            <p key={why}>{words.card.justified(why)}</p>
          ))}
        </section>
      ))}
      {warned.map(({ requirement, reason, places }) => (
        <section key={requirement.id} className={styles.ticks} aria-label={requirement.text[words.locale]}>
          <p>
            {reason?.[words.locale]} <span className="quiet small">{words.terms.clause(requirement.clause)}</span>
          </p>
          <JustifyWords
            text={revision.text}
            places={places}
            value={reasonFor(given.justifications, requirement.id)}
            onChange={(why) => onGive({ ...given, justifications: withReason(given.justifications, requirement.id, why) })}
          />
        </section>
      ))}
      {manual.length > 0 && (
        <fieldset className={styles.ticks}>
          <legend>{words.card.confirmManual}</legend>
          {manual.map((one, index) => (
            <Tick
              key={one.id}
              checked={given.ticked.has(one.id)}
              data-needed={one.weight === 'stop' || undefined}
              data-autofocus={index === 0 || undefined}
              onChange={(event) => {
                const ticked = new Set(given.ticked)
                if (event.target.checked) ticked.add(one.id)
                else ticked.delete(one.id)
                onGive({ ...given, ticked })
              }}
            >
              {one.text[words.locale]}{' '}
              <span className="quiet small">
                {words.terms.clause(one.clause)} · {one.weight === 'stop' ? words.card.stop : words.card.advise}
                {revision.confirmed.includes(one.id) && ` · ${words.card.writerTicked}`}
              </span>
            </Tick>
          ))}
        </fieldset>
      )}
    </>
  )
}
