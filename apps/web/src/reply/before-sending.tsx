import { Button } from '@mantine/core'
import type { IncidentCard } from '@otklik/contract'
import { useWords } from '../words/words.tsx'
import { marksOf } from './draft-marks.ts'
import type { Reply } from './use-reply.ts'
import styles from './reply-form.module.css'

/** What the act will not let out, said beside the button while it can still be mended, and the greeting mended by a press. */
export function BeforeSending({ card, reply }: { card: IncidentCard; reply: Reply }) {
  const { card: words, terms, locale } = useWords()
  const { draft, change, empty } = reply
  if (empty) return null
  const unmet = marksOf(card.requirements, draft, card.maxReplyLength).filter(
    ({ state, requirement }) => state === 'unmet' && requirement.weight === 'stop',
  )
  if (unmet.length === 0) return null
  return (
    <div className={styles.before} role="status">
      <p className="strong">{words.mustBefore}</p>
      <ul>
        {unmet.map(({ requirement, reason }) => (
          <li key={requirement.id}>
            {(reason ?? requirement.text)[locale]} <span className={styles.clause}>{terms.clause(requirement.clause)}</span>{' '}
            {requirement.id === 'greeting' && (
              <Button size="compact-sm" variant="default" onClick={() => change({ text: `Здравствуйте! ${draft.text.trimStart()}` })}>
                {words.greet}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}
