import { marksOf } from './draft-marks.ts'
import { IconAlertTriangle, IconCheck, IconChecks, IconCircle, IconCircleDashed } from '@tabler/icons-react'
import { useWords } from '../words/words.tsx'
import {
  reasonFor,
  sentMarks,
  withReason,
  type Justifications,
  type Requirement,
  type RequirementState,
  type RevisionStates,
} from './requirement-marks.ts'
import { JustifyWords, WarnedPlaces } from './warned-words.tsx'
import styles from './requirements-list.module.css'

const shapes = {
  met: IconCheck,
  unmet: IconCircle,
  warned: IconAlertTriangle,
  justified: IconChecks,
  manual: IconCircleDashed,
} satisfies Record<RequirementState, unknown>

type Props = {
  readonly requirements: readonly Requirement[]
  readonly text: string
  readonly longest: number
  /** What the server found in a text that was sent; absent while it is being written. */
  readonly states?: RevisionStates
  /** Reasons for words that a check warns about, as its writer gives them; absent where nobody writes. */
  readonly justifications?: Justifications | undefined
  readonly onJustify?: (justifications: Justifications) => void
  /** What the writer has ticked of what only a person can check; absent where nobody writes. */
  readonly ticked?: readonly string[]
  readonly onTick?: (ticked: readonly string[]) => void
}

/** What a reply must have: filling itself in while one writes, as the server found it once sent. */
export function RequirementsList({ requirements, text, longest, states, justifications, onJustify, ticked = [], onTick }: Props) {
  const { card, terms, locale } = useWords()
  const names: Record<RequirementState, string> = {
    met: card.requirementMet,
    unmet: card.requirementUnmet,
    warned: card.requirementWarned,
    justified: card.requirementJustified,
    manual: card.requirementManual,
  }
  if (requirements.length === 0) return null
  const marks = states === undefined ? marksOf(requirements, { text, justifications }, longest) : sentMarks(requirements, states)
  return (
    <section className={styles.whole} aria-label={card.requirements}>
      <h3 className={styles.title}>{card.requirements}</h3>
      <ul className={styles.list}>
        {marks.map(({ requirement: one, state, reason, places, justifications: reasons }) => {
          const Shape = shapes[state]
          // What is not begun yet needs no reproach: while one writes only a warning says its reason.
          const said = state === 'warned' || (state === 'unmet' && states !== undefined) ? reason : null
          const written = onJustify !== undefined && places.length > 0
          return (
            <li key={one.id} data-state={state} data-weight={one.weight}>
              {state === 'manual' && onTick !== undefined ? (
                <input
                  type="checkbox"
                  className={styles.tick}
                  aria-labelledby={`requirement-${one.id}`}
                  checked={ticked.includes(one.id)}
                  onChange={({ target }) => onTick([...ticked.filter((id) => id !== one.id), ...(target.checked ? [one.id] : [])])}
                />
              ) : (
                <Shape size={14} aria-hidden className={styles.shape} />
              )}
              <div className={styles.words} id={`requirement-${one.id}`}>
                {one.text[locale]} <span className={styles.clause}>{terms.clause(one.clause)}</span>
                <span className="visually-hidden">{`: ${names[state]}, ${one.weight === 'stop' ? card.stop : card.advise}`}</span>
                {state === 'manual' && !ticked.includes(one.id) && (
                  <span className={styles.clause} aria-hidden>
                    {` · ${names.manual}`}
                  </span>
                )}
                {said !== null && <span className={styles.reason}>{said[locale]}</span>}
                {written && (
                  <JustifyWords
                    text={text}
                    places={places}
                    value={reasonFor(justifications, one.id)}
                    onChange={(why) => onJustify(withReason(justifications, one.id, why))}
                  />
                )}
                {!written && places.length > 0 && <WarnedPlaces text={text} places={places} />}
                {!written &&
                  reasons.map((why) => (
                    <span key={why} className={styles.reason}>
                      {card.justified(why)}
                    </span>
                  ))}
              </div>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
