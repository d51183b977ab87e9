import { IconCheck, IconCircle, IconCircleDashed, IconMinus } from '@tabler/icons-react'
import { useWords } from '../words/words.tsx'
import { requirementState, sentState, type Requirement, type RequirementState, type RevisionStates } from './requirement-checks.ts'
import styles from './requirements-list.module.css'

const shapes = { met: IconCheck, unmet: IconCircle, manual: IconCircleDashed, server: IconMinus } satisfies Record<
  RequirementState,
  unknown
>

type Props = {
  readonly requirements: readonly Requirement[]
  readonly text: string
  readonly longest: number
  /** What the server found in a text that was sent; absent while it is being written. */
  readonly states?: RevisionStates
}

/** What a reply must have: filling itself in while one writes, as the server found it once sent. */
export function RequirementsList({ requirements, text, longest, states }: Props) {
  const { card, terms, locale } = useWords()
  const said: Record<RequirementState, string> = {
    met: card.requirementMet,
    unmet: card.requirementUnmet,
    manual: card.requirementManual,
    server: card.requirementServer,
  }
  if (requirements.length === 0) return null
  return (
    <section className={styles.whole} aria-label={card.requirements}>
      <h3 className={styles.title}>{card.requirements}</h3>
      <ul className={styles.list}>
        {requirements.map((one) => {
          const state = states === undefined ? requirementState(one, { text }, longest) : sentState(one, states)
          const reason = state === 'unmet' ? states?.find(({ id }) => id === one.id)?.reason : undefined
          const Shape = shapes[state]
          return (
            <li key={one.id} data-state={state} data-weight={one.weight}>
              <Shape size={14} aria-hidden className={styles.shape} />
              <span>
                {one.text[locale]} <span className={styles.clause}>{terms.clause(one.clause)}</span>
                <span className="visually-hidden">{`: ${said[state]}, ${one.weight === 'stop' ? card.stop : card.advise}`}</span>
                {reason != null && <span className={styles.reason}>{reason[locale]}</span>}
                {(state === 'manual' || state === 'server') && (
                  <span className={styles.clause} aria-hidden>
                    {` · ${said[state]}`}
                  </span>
                )}
              </span>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
