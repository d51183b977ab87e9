import { Button } from '@mantine/core'
import { useWords } from '../words/words.tsx'
import { Differences } from './differences.tsx'
import type { Reply } from './use-reply.ts'
import styles from './other-tab.module.css'

/** Says that the same draft is open in another tab; where texts were typed past each other, shows how they differ and lets the person choose. */
export function OtherTab({ reply: { draft, elsewhere, other, choose } }: { reply: Reply }) {
  const { card } = useWords()
  return (
    <div role="status" className={styles.place}>
      {other === null && elsewhere && <p className="quiet small">{card.draftElsewhere}</p>}
      {other !== null && (
        <section className={styles.choice} aria-label={card.draftTwo}>
          <p className="strong">{card.draftTwo}</p>
          <p className="quiet small">{card.draftTwoHow}</p>
          <div className={styles.differences}>
            <Differences before={draft.text} after={other.text} />
          </div>
          <div className={styles.buttons}>
            <Button variant="default" onClick={() => choose('mine')}>
              {card.draftMine}
            </Button>
            <Button variant="default" onClick={() => choose('other')}>
              {card.draftOther}
            </Button>
          </div>
        </section>
      )}
    </div>
  )
}
